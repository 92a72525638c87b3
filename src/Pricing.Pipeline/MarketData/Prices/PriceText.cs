using System.Globalization;
using System.Text;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>
/// How a price history is stored: a title, the sources, then a line a fact, ascending.
/// <code>
/// prices 2 37740
/// =20050101 20130711
/// @0 6f1c... 20130711T090000Z received j-quants https://api.jquants.com/v2/equities/bars/daily?code=37740...
/// 20120925 392000 @0
/// 20120926 1975 x200
/// 20120927 - b1975
/// </code>
/// Behind <c>=</c> the dates of which a feed was asked for everything; where nothing says so the line is missing, and the title is
/// <c>prices 1</c>, that of the first layout. After the date: the close, or <c>-</c> for a date without one; <c>x</c> new shares per old one; <c>b</c> the base
/// price; <c>!</c> for a fact that replaces an earlier one of its date; <c>@</c> the source, where it is not that of
/// the line above.
/// </summary>
internal static class PriceText
{
    private const string FormerTitle = "prices 1";
    private const string Title = "prices 2";
    private const char CoveredMark = '=';
    private const int CharactersOfAFact = 20;

    public static ReadOnlyMemory<byte> Write(PriceHistory history)
    {
        var text = new StringBuilder(history.Facts.Count * CharactersOfAFact);
        text.Append(history.Covered is null ? FormerTitle : Title).Append(' ').Append(history.Code).Append('\n');
        if (history.Covered is { } covered)
            text.Append(CoveredMark).Append(Text(covered.From)).Append(' ').Append(Text(covered.Through)).Append('\n');
        SourceList.Write(text, history.Sources);
        var source = -1;
        foreach (var fact in history.Facts)
        {
            text.Append(Text(fact.Date));
            if (fact.Close is { } close)
                text.Append(' ').Append(DecimalText.Of(close));
            else if (fact.NoTrade)
                text.Append(" -");
            if (fact.SplitNewPerOld is { } split)
                text.Append(" x").Append(DecimalText.Of(split));
            if (fact.BasePrice is { } basePrice)
                text.Append(" b").Append(DecimalText.Of(basePrice));
            if (fact.Replaces)
                text.Append(" !");
            if (fact.Source != source)
                text.Append(CultureInfo.InvariantCulture, $" @{source = fact.Source}");
            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <exception cref="DamagedTextException">Not what <see cref="Write"/> makes.</exception>
    public static PriceHistory Read(ReadOnlySpan<byte> content)
    {
        var lines = new TextLines(content);
        try
        {
            return Read(ref lines, content.Count((byte)'\n'));
        }
        catch (InvalidDataException damage)
        {
            throw lines.At(damage);
        }
    }

    private static PriceHistory Read(ref TextLines lines, int expected)
    {
        var covered = default(PriceSpan?);
        if (!lines.TryNextTitle(Title, out var code)) code = lines.NextTitle(FormerTitle);
        else covered = Span(lines.Next());
        List<DataSource> sources = [];
        var facts = new List<PriceFact>(expected);
        var source = -1;
        while (!lines.IsEmpty)
        {
            var line = lines.Next();
            if (line[0] == '@')
            {
                SourceList.Read(line, sources);
                continue;
            }

            var fact = Fact(line, ref source);
            if (source < 0 || source >= sources.Count || (facts.Count > 0 && fact.Date < facts[^1].Date))
                throw Words.Unreadable(line);
            facts.Add(fact);
        }

        return new() { Code = code, Sources = sources, Facts = facts, Covered = covered };
    }

    private static string Text(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static PriceSpan Span(ReadOnlySpan<byte> line)
    {
        if (line[0] != CoveredMark) throw Words.Unreadable(line);
        var words = new Words(line[1..]);
        return new(words.NextDate(), words.NextDate());
    }

    private static PriceFact Fact(ReadOnlySpan<byte> line, ref int source)
    {
        var words = new Words(line);
        var date = words.NextDate();
        decimal? close = null;
        decimal? basePrice = null;
        Ratio? split = null;
        var (noTrade, replaces) = (false, false);
        while (!words.IsEmpty)
        {
            var word = words.Next();
            switch (word)
            {
                case [(byte)'-']:
                    noTrade = true;
                    break;
                case [(byte)'!']:
                    replaces = true;
                    break;
                case [(byte)'x', ..]:
                    split = Words.Fraction(word[1..]);
                    break;
                case [(byte)'b', ..]:
                    basePrice = Words.Price(word[1..]);
                    break;
                case [(byte)'@', ..]:
                    source = Words.Whole(word[1..]);
                    break;
                default:
                    close = Words.Price(word);
                    break;
            }
        }

        return new(date, close, noTrade, split, basePrice, source, replaces);
    }
}
