using System.Globalization;
using System.Text;
using Pricing.Calendars;
using Pricing.Files.Kinds;
using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Soak.Files;

/// <summary>A field as a file has it, and what it says.</summary>
/// <param name="Written">What stands in the file.</param>
/// <param name="Said">What is to be read; of a field that is to be refused, nothing.</param>
internal sealed record SoakField(string Written, string Said)
{
    private const string Combining = "\u3099";

    private static readonly string[] Codes = ["3774", "4999", "186A", "1301", "9984"];

    private static readonly DateOnly[] Sessions = [.. TokyoCalendar.Sessions(new(new(2012, 1, 4), new(2013, 12, 30)))];

    /// <summary>A field that is to be read.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="number">The number of its row, which no other row of the file has.</param>
    /// <param name="isAlone">Whether marks inside numbers cannot be read in two ways.</param>
    /// <param name="random">The draw.</param>
    public static SoakField Good(TableColumn column, int number, bool isAlone, Random random) => column.Type switch
    {
        ColumnType.Id => Id(column, number, random),
        ColumnType.Text => Text(random),
        ColumnType.Code => Code(Codes[random.Next(Codes.Length)], random),
        ColumnType.Date => Date(DateOf(column, number), random),
        ColumnType.Amount or ColumnType.Whole => WithUnit(
            column, Amount(column.Type == ColumnType.Whole ? random.Next(1, 2_000) : random.Next(1, 2_000_000), isAlone, random), random),
        ColumnType.Rate => One(random, ("0.0127", "0.0127"), ("1.27 %", "0.0127"), ("１．２７％", "0.0127"), ("-0.01", "-0.01")),
        ColumnType.Percent => One(random, ("0.82", "0.82"), ("0.82 %", "0.82"), ("-0.1", "-0.1")),
        ColumnType.Years => WithUnit(column, One(random, ("15", "15"), ("14.6", "14.6"), ("５", "5")), random),
        ColumnType.Volume => One(random, ("1000", "1000"), ("1.20K", "1200"), ("1.2M", "1200000"), ("", "")),
        ColumnType.NewPerOld or ColumnType.OldPerNew => One(random, ("", ""), ("1", ""), ("0", "")),
        ColumnType.Tenor => One(random, ($"{number % 40 + 1}", $"{number % 40 + 1}"), ($"{number % 40 + 1}Y", $"{number % 40 + 1}"), ($"{number % 40 + 1}年", $"{number % 40 + 1}")),
        ColumnType.Word => Word(column, random),
        _ => One(random, ("2011-03-11..2011-03-31", "2011-03-11..2011-03-31"), ("2011/3/11〜2011/3/31", "2011-03-11..2011-03-31")),
    };

    // The dates of a dividend must not contradict each other.
    private static DateOnly DateOf(TableColumn column, int number)
    {
        var isOfRecord = column.Name is "ExDate" or "FiscalYearEnd";
        var of = isOfRecord ? TableSchemas.Of(FileKind.Dividends)["RecordDate"] : column;
        var place = (number + 7 * of.Index) % Sessions.Length;
        return Sessions[column.Name == "ExDate" ? Math.Max(0, place - 2) : place];
    }

    /// <summary>A field that is to be refused.</summary>
    public static SoakField Bad(TableColumn column, Random random) => new(
        column.Type switch
        {
            ColumnType.Id => Pick(random, "G\u200B1", "G\u00011", "G\uFFFD1"),
            ColumnType.Text => Pick(random, "a\u0007b", new('x', 2001)),
            ColumnType.Code => Pick(random, "A186", "186B", "186a", "1299", "3774.JP", "37\u200B74", "AAPL"),
            ColumnType.Date => Pick(random, "7/11/2013", "13/7/11", "2013-02-29", "2013-07-11 15:00", "X1.5.8", "20130732"),
            ColumnType.Whole => Pick(random, "135.5", "1.35E+02", "many", "-1"),
            ColumnType.Amount or ColumnType.Volume => Pick(random, "1e3x", "3505千円", "12 34", "１倍", "3505円5"),
            ColumnType.Years => Pick(random, "long", "1e1x"),
            ColumnType.NewPerOld or ColumnType.OldPerNew => Pick(random, "0.333", "-2", "two"),
            _ => Pick(random, "long", "###", "1..2"),
        },
        "");

    private static SoakField Id(TableColumn column, int number, Random random)
    {
        if (column.Name == "currency") return new("JPY", "JPY");
        if (column.Name == "policy") return One(random, ("continuous", "continuous"), (" continuous", "continuous"));

        var id = string.Create(CultureInfo.InvariantCulture, $"第{number}回が");
        return One(
            random,
            (id, id),
            ($" {id}\u3000", id),
            ($"\uFEFF{id}", id),
            ($"{id}\u200B", id),
            ($"第{number}回か{Combining}", id),
            (string.Create(CultureInfo.InvariantCulture, $"G-{number}"), string.Create(CultureInfo.InvariantCulture, $"G-{number}")));
    }

    private static SoakField Text(Random random) => One(
        random,
        ("a text", "a text"),
        ("取締役 7名, 95個", "取締役 7名, 95個"),
        ("\"quoted\" text", "\"quoted\" text"),
        ("two\nlines", "two\nlines"),
        ("a;b\tc".Replace("\t", " ", StringComparison.Ordinal), "a;b c"));

    private static SoakField Code(string code, Random random)
    {
        var full = code + "0";
        return One(random, (code, full), (full, full), ($"{code}.T", full), (Wide(code), full), ($" {code}", full), ($"{code}\u200B", full));
    }

    private static SoakField Date(DateOnly date, Random random)
    {
        var culture = CultureInfo.InvariantCulture;
        var said = date.ToString("yyyy-MM-dd", culture);
        return One(
            random,
            (said, said),
            (date.ToString("yyyy/M/d", culture), said),
            (date.ToString("yyyyMMdd", culture), said),
            (date.ToString("yyyy'年'M'月'd'日'", culture), said),
            (string.Create(culture, $"平成{date.Year - 1988}年{date.Month}月{date.Day}日"), said),
            (string.Create(culture, $"H{date.Year - 1988}.{date.Month}.{date.Day}"), said),
            (date.ToString("MMM d, yyyy", culture), said),
            (Wide(said), said),
            ($"{said} 00:00:00+09:00", said));
    }

    private static SoakField Amount(int amount, bool isAlone, Random random)
    {
        var said = amount.ToString(CultureInfo.InvariantCulture);
        return isAlone
            ? One(random, (said, said), ($"{said}.0", said), (amount.ToString("#,0", CultureInfo.InvariantCulture), said), (Wide(said), said))
            : One(random, (said, said), ($"{said}.0", said), (Wide(said), said));
    }

    private static SoakField WithUnit(TableColumn column, SoakField field, Random random)
    {
        var unit = column.Unit switch
        {
            NumberUnit.Yen => "円",
            NumberUnit.Shares => "株",
            NumberUnit.Rights => "個",
            NumberUnit.Years => "年",
            NumberUnit.Months => "か月",
            NumberUnit.Days => "日",
            _ => "",
        };
        return random.Next(6) == 0 ? field with { Written = $"{field.Written}{(random.Next(2) == 0 ? " " : "")}{unit}" } : field;
    }

    private static SoakField Word(TableColumn column, Random random)
    {
        var (written, word) = column.Words.ElementAt(random.Next(column.Words.Count));
        return random.Next(3) == 0 ? new(written.ToUpperInvariant(), word) : new(written, word);
    }

    private static string Wide(string text)
    {
        var wide = new StringBuilder(text.Length);
        foreach (var character in text) wide.Append(character is > ' ' and < '\u007F' ? (char)(character + 0xFEE0) : character);
        return wide.ToString();
    }

    private static SoakField One(Random random, params (string Written, string Said)[] ways)
    {
        var (written, said) = ways[random.Next(ways.Length)];
        return new(written, said);
    }

    private static string Pick(Random random, params string[] ways) => ways[random.Next(ways.Length)];
}
