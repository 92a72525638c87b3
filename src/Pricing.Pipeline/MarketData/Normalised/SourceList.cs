using System.Globalization;
using System.Text;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>
/// The sources at the head of a stored history, a line each: <c>@0 sha256 time origin feed request</c>. The figures
/// name theirs by number.
/// </summary>
internal static class SourceList
{
    private const string Synthetic = "synthetic";
    private const string Received = "received";

    public static void Write(StringBuilder text, IReadOnlyList<DataSource> sources)
    {
        for (var i = 0; i < sources.Count; i++)
        {
            var source = sources[i];
            text.Append(CultureInfo.InvariantCulture, $"@{i} {source.Sha256} ")
                .Append(StoredTime.Of(source.FetchedAt))
                .Append(' ').Append(source.IsSynthetic ? Synthetic : Received)
                .Append(' ').Append(source.Feed)
                .Append(' ').Append(source.Request).Append('\n');
        }
    }

    /// <summary>Reads a line that starts with <c>@</c>.</summary>
    public static void Read(ReadOnlySpan<byte> line, List<DataSource> sources)
    {
        var words = new Words(line[1..]);
        var number = words.Next();
        if (Words.Whole(number) != sources.Count)
            throw Words.Unreadable(number);

        var hash = words.NextText();
        var fetchedAt = StoredTime.Read(words.Next());
        var isSynthetic = words.NextFlag(Synthetic, Received);
        sources.Add(new(hash, words.NextText(), words.NextText(), fetchedAt, isSynthetic));
        if (!words.IsEmpty)
            throw Words.Unreadable(line);
    }
}
