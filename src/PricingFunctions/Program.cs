using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Pricing.Pipeline.Settings;
using PricingFunctions;
using PricingFunctions.Starting;

DirectLoopback.Install();
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<ReadyFirst>();
builder.Services.AddPricingApp().AddAppTelemetry(builder.Configuration);

using var app = builder.Build();
var defects = AppSettings.Defects(app.Services);
if (defects.Count > 0)
{
    // The host shows what a worker writes here, and gives up after a few starts.
    foreach (var defect in defects) await Console.Error.WriteLineAsync($"Setting {defect}");
    return 1;
}

await app.RunAsync();
return Environment.ExitCode;
