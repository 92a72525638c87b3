using PricingFunctions.Local.Commands;

return await LocalCommandLine.RunAsync(args);
