using Pricing.Pipeline.Settings;
using PricingFunctions.Local.Commands;

DirectLoopback.Install();
return await LocalCommandLine.RunAsync(args);
