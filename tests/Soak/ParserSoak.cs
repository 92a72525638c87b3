using System.Diagnostics;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pricing;
using Pricing.Pipeline.MarketData;
using Pricing.Pipeline.MarketData.Files;
using Pricing.Pipeline.MarketData.Jgb;
using Pricing.Pipeline.MarketData.JQuants;

namespace Soak;

/// <summary>
/// Feeds every parser of market data with edited bodies: bytes changed, cut out, doubled, and values put in that formats
/// are known to break on. Whatever comes in, there are either figures or the declared failures, never an exception.
/// </summary>
internal static class ParserSoak
{
    private const string Rows =
        """{"data":[{"Date":"2012-09-26","Code":"37740","O":1958.0,"H":1986.0,"L":1943.0,"C":1975.0,"Vo":78900.0,"AdjFactor":0.005,"PubDate":"2012-11-09","PubTime":"15:00","RefNo":"201211091","StatCode":"1","IFCode":"1","FRCode":"1","IFTerm":"2012-09","DivRate":1750.0,"RecDate":"2012-09-30","ExDate":"2012-09-26","CARefNo":"201211091","CommSpecCode":"1","CommDivRate":5.5,"SpecDivRate":"","HolDiv":"1"}],"pagination_key":"next"}""";

    private const string Error = """{"message":"Your subscription covers the following dates: A ~ B"}""";

    private const string Curves =
        "国債金利情報 (平成25年7月),,,(単位 : %)\r\n基準日,1年,10年,40年\r\nH25.7.11,0.109,0.818,-\r\nH25.7.12,-0.109,0.818,1.936\r\n,,,\r\n※最新,,,\r\n";

    private const string Prices =
        "Date,Code,Close,SplitFactor,BasePrice,Volume\n2012-09-26,37740,1975,200,1960,78900\n\"2012/9/27\",3774,2048,,,1\n20120928,186A,null,,,\n";

    private static readonly string[] Nasty =
    [
        "", "-", "NaN", "Infinity", "1e400", "1e-400", "79228162514264337593543950336", "0.0000000000000000000000000001",
        "null", "\"", "{", "]", "\\ud800", "\u0000", "9999-12-31", "0001-01-01", "H0.0.0", "R99.12.31", ",,,,", "\r\n", "１２３",
    ];

    private static readonly DataSource Source = new(new('0', 64), "file", "soak.csv", DateTimeOffset.UnixEpoch);

    private static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    public static int Run(int inputs)
    {
        var rows = Encoding.UTF8.GetBytes(Rows);
        (string Name, byte[] Seed, Action<byte[]> Parse)[] parsers =
        [
            ("daily bars", rows, body => Declared(JQuantsPage.Parse(body, row => DailyBars.Read(row, 0)))),
            ("dividends", rows, body => Declared(JQuantsPage.Parse(body, row => DividendRows.Read(row, 0)))),
            ("calendar", rows, body => Declared(JQuantsPage.Parse(body, ExchangeDay.Read))),
            ("errors", Encoding.UTF8.GetBytes(Error), body => JQuantsPage.Message(body)),
            ("curves", Cp932.GetBytes(Curves), body => Declared(JgbCsv.Parse(body))),
            ("price files", Encoding.UTF8.GetBytes(Prices), body => PriceFileParser.Parse(body, "37740", Source)),
        ];
        foreach (var (name, seed, parse) in parsers)
        {
            var started = Stopwatch.GetTimestamp();
            var count = (inputs + parsers.Length - 1) / parsers.Length;
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true),
                Prop.ForAll(Bodies(seed).ToArbitrary(), parse));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name}: {count:N0} inputs in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"));
        }

        return 0;
    }

    private delegate List<byte> Edit(List<byte> body);

    private static Gen<byte[]> Bodies(byte[] seed)
    {
        var place = Gen.Choose(0, seed.Length - 1);
        var edit = Gen.OneOf(
            from at in place from value in Gen.Choose(0, 255) select (Edit)(body => Set(body, at, (byte)value)),
            from at in place from length in Gen.Choose(1, 40) select (Edit)(body => Cut(body, at, length)),
            from at in place from length in Gen.Choose(1, 40) select (Edit)(body => Double(body, at, length)),
            from at in place from nasty in Gen.Elements(Nasty) select (Edit)(body => Put(body, at, nasty)));
        return from count in Gen.Choose(0, 6)
               from edits in edit.ListOf(count)
               select edits.Aggregate(seed.ToList(), (body, change) => change(body)).ToArray();
    }

    private static List<byte> Set(List<byte> body, int at, byte value)
    {
        if (at < body.Count)
            body[at] = value;
        return body;
    }

    private static List<byte> Cut(List<byte> body, int at, int length)
    {
        if (at < body.Count)
            body.RemoveRange(at, Math.Min(length, body.Count - at));
        return body;
    }

    private static List<byte> Double(List<byte> body, int at, int length)
    {
        if (at < body.Count)
            body.InsertRange(at, body.GetRange(at, Math.Min(length, body.Count - at)));
        return body;
    }

    /// <summary>Takes the place of the field that the position is in, if that ends soon.</summary>
    private static List<byte> Put(List<byte> body, int at, string nasty)
    {
        if (at >= body.Count)
            return body;
        var start = body.FindLastIndex(at, value => value is (byte)',' or (byte)':' or (byte)'\n') + 1;
        var end = body.FindIndex(at, value => value is (byte)',' or (byte)'}' or (byte)'\n');
        if (end < start)
            return body;
        body.RemoveRange(start, end - start);
        body.InsertRange(start, Encoding.UTF8.GetBytes(nasty));
        return body;
    }

    private static void Declared<T>(Outcome<T> outcome)
    {
        var other = outcome.Failures.FirstOrDefault(failure => failure.Code != ReasonCode.FeedMalformed);
        if (other is not null)
            throw new InvalidOperationException($"an undeclared failure: {other}");
    }
}
