using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pricing.Pipeline.Storage;
using PricingFunctions;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddPricingApp();

using var app = builder.Build();
await app.Services.GetRequiredService<PipelineStorage>().CreateAsync(CancellationToken.None);
await app.RunAsync();
