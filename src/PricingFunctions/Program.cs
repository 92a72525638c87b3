using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pricing.Pipeline.Settings;
using Pricing.Pipeline.Storage;
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
await app.RunAsync();
return 0;
