namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>
/// A line of the stored curves that cannot be read. It is kept as it is; which curve it held is known only by the dates
/// of the lines around it.
/// </summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Bytes">The line without its end.</param>
/// <param name="After">The date of the readable curve before it; null where there is none.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record DamagedCurve(int Line, ReadOnlyMemory<byte> Bytes, DateOnly? After, string Reason);
