namespace Pricing.Files.Delimited;

/// <summary>Where a field of a record stands in the buffer.</summary>
/// <param name="Start">Its first character, without the quote.</param>
/// <param name="Length">Its characters, without the quotes.</param>
/// <param name="HasQuotes">Whether doubled quotes stand inside.</param>
internal readonly record struct DelimitedField(int Start, int Length, bool HasQuotes);
