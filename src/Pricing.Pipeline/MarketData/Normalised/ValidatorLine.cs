using System.Globalization;
using System.Text;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>A line <c>name etag time</c>; <c>-</c> for what the server did not give.</summary>
internal static class ValidatorLine
{
    private const string None = "-";

    public static void Write(StringBuilder text, string name, Validators? validators)
    {
        var tag = validators?.ETag is { } given && !given.Contains(' ', StringComparison.Ordinal) ? given : None;
        text.Append(CultureInfo.InvariantCulture, $"{name} {tag} ")
            .Append(validators?.LastModified is { } time ? StoredTime.Of(time) : None)
            .Append('\n');
    }

    public static Validators? Read(ReadOnlySpan<byte> line, string name)
    {
        var words = new Words(line);
        if (words.NextText() != name)
            throw Words.Unreadable(line);

        var tag = words.NextText();
        var time = words.Next();
        DateTimeOffset? lastModified = time is [(byte)'-'] ? null : StoredTime.Read(time);
        return tag == None && lastModified is null ? null : new(tag == None ? null : tag, lastModified);
    }
}
