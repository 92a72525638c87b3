using Pricing.Pipeline.Settings;
using PricingFunctions.Local.Commands;
using PricingFunctions.Local.Explaining;
using PricingFunctions.Local.Proving;
using PricingFunctions.Local.Rights;

DirectLoopback.Install();
return await LocalCommandLine.RunAsync(args, [RightCommand.Create(), ExplainCommand.Create(), VerifyCommand.Create(), ExportCommand.Create(), BackupCommand.Create(), RestoreCommand.Create()]);
