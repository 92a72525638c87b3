namespace PricingFunctions.Local.TaskHub;

/// <summary>A host's name in the hub: another one for each host, the same one whenever it starts again.</summary>
/// <param name="Value">Such as an id that is kept in the data folder, or machine and port.</param>
public sealed record WorkerName(string Value);
