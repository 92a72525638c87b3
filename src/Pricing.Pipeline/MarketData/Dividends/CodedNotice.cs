namespace Pricing.Pipeline.MarketData.Dividends;

/// <summary>A notice and the share it is about.</summary>
/// <param name="Code">The security code, five characters.</param>
/// <param name="Notice">The notice.</param>
public readonly record struct CodedNotice(string Code, DividendNotice Notice);
