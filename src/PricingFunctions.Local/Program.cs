using Pricing.Pipeline.Settings;
using PricingFunctions.Local.Commands;
using PricingFunctions.Local.Explaining;

DirectLoopback.Install();
return await LocalCommandLine.RunAsync(args, [ExplainCommand.Create()]);
