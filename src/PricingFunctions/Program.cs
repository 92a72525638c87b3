using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pricing.Pipeline.Settings;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using PricingFunctions;

DirectLoopback.Install();
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddPricingApp().AddAppTelemetry(builder.Configuration);

using var app = builder.Build();
var defects = AppSettings.Defects(app.Services);
if (defects.Count > 0)
{
    // The host shows what a worker writes here, and gives up after a few starts.
    foreach (var defect in defects) await Console.Error.WriteLineAsync($"Setting {defect}");
    return 1;
}

await app.Services.GetRequiredService<PipelineStorage>().CreateAsync(CancellationToken.None);
var changed = await app.Services.GetRequiredService<PolicyRegister>().NoteAsync(CancellationToken.None);
if (changed.Count > 0)
{
    foreach (var change in changed) await Console.Error.WriteLineAsync($"Setting {change}");
    return 1;
}

await app.RunAsync();
return 0;
