namespace Pricing.Pipeline.Valuations;

/// <summary>
/// What the rows of a volatility's window lack. A row that was lost, or a close that was not read, looks like a day without a trade.
/// </summary>
/// <param name="WithoutRow">Sessions of which no row is stored.</param>
/// <param name="WithoutClose">Rows without a close.</param>
public readonly record struct WindowRows(int WithoutRow, int WithoutClose);
