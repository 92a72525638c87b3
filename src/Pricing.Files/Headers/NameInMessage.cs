using Pricing.Files.Characters;
using Pricing.Files.Schemas;

namespace Pricing.Files.Headers;

/// <summary>How a message names a column to whoever wrote a header: in English, and in Japanese where the header is.</summary>
internal static class NameInMessage
{
    /// <summary><c>issuer</c>, or <c>issuer / 発行会社</c>.</summary>
    /// <param name="column">The column.</param>
    /// <param name="names">The names that the header has.</param>
    public static string Of(TableColumn column, IEnumerable<string> names) =>
        names.Any(JapaneseWords.Is) && column.JapaneseName is { } japanese ? $"{column.Name} / {japanese}" : column.Name;
}
