using System.Globalization;
using System.Text;

namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>Instants as stored: UTC, to the second, <c>20130711T090000Z</c>.</summary>
internal static class StoredTime
{
    private const string Format = "yyyyMMdd'T'HHmmss'Z'";

    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(ReadOnlySpan<byte> word) => DateTimeOffset.TryParseExact(
        Encoding.UTF8.GetString(word), Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? time
        : throw Words.Unreadable(word);
}
