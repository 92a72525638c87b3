namespace Pricing.Files.Prices;

/// <summary>A split that is stated elsewhere than in a price file.</summary>
/// <param name="Code">The share, five characters.</param>
/// <param name="ExDate">The ex-date.</param>
/// <param name="NewPerOld">New shares for one old one.</param>
/// <param name="Line">The line that states it; 0 where it is stored.</param>
public readonly record struct KnownSplit(string Code, DateOnly ExDate, Ratio NewPerOld, int Line = 0);
