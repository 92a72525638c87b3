using System.Globalization;
using System.Text;
using Pricing.Pipeline.MarketData.Feeds;

namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>A line <c>name etag time</c>; <c>-</c> for what the server did not give.</summary>
internal static class ValidatorLine
{
    private const string Time = "yyyyMMdd'T'HHmmss'Z'";

    public static void Write(StringBuilder text, string name, Validators? validators)
    {
        var tag = validators?.ETag is { } given && !given.Contains(' ', StringComparison.Ordinal) ? given : "-";
        text.Append(CultureInfo.InvariantCulture, $"{name} {tag} ")
            .Append(validators?.LastModified?.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture) ?? "-")
            .Append('\n');
    }

    public static Validators? Read(ReadOnlySpan<byte> line, string name)
    {
        var words = new Words(line);
        if (words.NextText() != name)
            throw Words.Unreadable(line);

        var (tag, time) = (words.NextText(), words.NextText());
        DateTimeOffset? lastModified = DateTimeOffset.TryParseExact(
            time, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : null;
        return (tag, time) is ("-", "-") ? null : new(tag == "-" ? null : tag, lastModified);
    }
}
