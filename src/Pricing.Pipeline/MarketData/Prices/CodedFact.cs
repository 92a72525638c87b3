namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>A fact and the share it is about.</summary>
/// <param name="Code">The security code, five characters.</param>
/// <param name="Fact">The fact.</param>
public readonly record struct CodedFact(string Code, PriceFact Fact);
