using System.Diagnostics;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pricing;
using Pricing.Files;
using Pricing.Files.Dividends;
using Pricing.Files.Prices;
using Pricing.Files.WholeFiles;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Jgb;
using Pricing.Pipeline.MarketData.JQuants;
using Pricing.Pipeline.Sources;

namespace Soak;

/// <summary>
/// Feeds every parser of market data (of what feeds send, what people drop and what the storage holds) with edited
/// bodies: bytes changed, cut out, doubled, and values put in that formats are known to break on. Whatever comes in, there
/// are either figures or the declared failures, never another exception.
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

    private const string Dividends =
        "Code,Kind,Amount,CommemorativePart,RecordDate,ExDate,AnnouncedOn\n3774,interim,1750,,2012-09-30,2012-09-26,2012-11-09\n37740,final,10,2.5,2013/3/31,,20130515\n";

    private const string StoredSources =
        "@0 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 20130711T090000Z received j-quants https://api.jquants.com/v2/x?code=37740\n@1 bbbb 20130712T090000Z synthetic file a%20file.csv\n";

    private const string StoredPrices =
        "prices 1 37740\n" + StoredSources + "20120925 392000 @0\n20120926 1975 x200\n20120926 1976 ! @1\n20120927 - x1/3 b1975\n";

    private const string StoredCurves =
        "curves 1 jgb\n" + StoredSources + "history \"all\" 20130701T000000Z\nmonth - -\ntenors 1 10 15\n20130710 0.109 0.818 - @0\n20130711 -0.1 - 1.275 @1\n";

    private const string StoredDividends =
        "dividends 1 37740\nthrough 20130711\n" + StoredSources
        + "20121109 15:00 201211091 N 201211091 I D 20120901 1750 0 20120930 20120926 @0\n20130515 - file/1 N file/1 F D 20130301 10 2.5 20130331 - @1\n20130516 15:00 3 C file/1 F D 20130301 - 0 - - @1\n20130517 15:00 4 D 201211091 I F 20120901 5 0 20120930 20120926 @0\n";

    private static readonly string[] Nasty =
    [
        "", "-", "NaN", "Infinity", "1e400", "1e-400", "79228162514264337593543950336", "0.0000000000000000000000000001",
        "null", "\"", "{", "]", "\\ud800", "\u0000", "9999-12-31", "0001-01-01", "H0.0.0", "R99.12.31", ",,,,", "\r\n", "１２３",
    ];

    private static readonly DataSource Source = new(new('0', 64), "file", "soak.csv", DateTimeOffset.UnixEpoch);

    private static readonly TableRequest File = new() { Today = new(2026, 1, 1), Code = "37740" };

    private static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    public static async Task<int> RunAsync(int inputs)
    {
        using var stored = new StoredText();
        var rows = Encoding.UTF8.GetBytes(Rows);
        (string Name, byte[] Seed, Func<byte[], Task<bool>> Parse)[] parsers =
        [
            ("daily bars", rows, Of(DeclaredBars)),
            ("dividends", rows, Of(DeclaredNotices)),
            ("calendar", rows, Of(DeclaredDays)),
            ("errors", Encoding.UTF8.GetBytes(Error), Of(body => JQuantsPage.Message(body) is not null)),
            ("curves", Cp932.GetBytes(Curves), Of(body => Declared(JgbCsv.Parse(body)))),
            ("price files", Encoding.UTF8.GetBytes(Prices), async body => Declared(await PriceFile.ReadAsync(new MemoryStream(body), File, CancellationToken.None))),
            ("dividend files", Encoding.UTF8.GetBytes(Dividends), async body => Declared(await DividendFile.ReadAsync(new MemoryStream(body), File, CancellationToken.None))),
            ("stored prices", Encoding.UTF8.GetBytes(StoredPrices), Of(stored.Prices)),
            ("stored curves", Encoding.UTF8.GetBytes(StoredCurves), Of(stored.Curves)),
            ("stored dividends", Encoding.UTF8.GetBytes(StoredDividends), Of(stored.Dividends)),
        ];
        foreach (var (name, seed, parse) in parsers)
        {
            if (!await parse(seed))
                throw new InvalidOperationException($"{name}: the body is not read before it is edited");
            var read = 0;
            var started = Stopwatch.GetTimestamp();
            var count = (inputs + parsers.Length - 1) / parsers.Length;
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true),
                Prop.ForAll(Bodies(seed).ToArbitrary(), async body =>
                {
                    if (await parse(body))
                        read++;
                }));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name}: {count:N0} inputs, {read:N0} of them with figures, in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"));
        }

        return 0;
    }

    private static Func<byte[], Task<bool>> Of(Func<byte[], bool> parse) => body => Task.FromResult(parse(body));

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

    private static bool DeclaredBars(byte[] body)
    {
        var page = JQuantsPage.Parse(body, row => DailyBars.Read(row, 0));
        return Declared(page)
            && Declared([.. page.Value.Rows.Select(row => row.Failure).OfType<Failure>()]);
    }

    private static bool DeclaredDays(byte[] body)
    {
        var page = JQuantsPage.Parse(body, ExchangeDay.Read);
        return Declared(page) && page.Value.Rows.All(Declared);
    }

    private static bool DeclaredNotices(byte[] body)
    {
        var page = JQuantsPage.Parse(body, row => DividendRows.Read(row, 0));
        if (!Declared(page))
            return false;

        Resolve(page.Value.Rows.Where(row => row.IsSuccess).Select(row => row.Value));
        return page.Value.Rows.All(Declared);
    }

    /// <summary>Corrections, deletions and fiscal years of whatever was read.</summary>
    private static void Resolve(IEnumerable<CodedNotice> notices) => _ = new DividendHistory
    {
        Code = "37740",
        Through = DividendHistory.NeverAsked,
        Sources = [Source],
        Notices = [.. notices.Select(row => row.Notice)],
    };

    /// <summary>Whether a file is taken; if not, no row of it is.</summary>
    private static bool Declared<T>(FileReading<T> file)
    {
        if (!file.IsTaken && file.Rows.Count > 0)
            throw new InvalidOperationException("rows of a file that is not taken");
        return file.IsTaken;
    }

    /// <summary>Whether there are figures; if not, there must be declared failures only.</summary>
    private static bool Declared<T>(Outcome<T> outcome) => Declared(outcome.Failures);

    private static bool Declared(IReadOnlyCollection<Failure> failures)
    {
        var other = failures.FirstOrDefault(
            failure => failure.Code is not (ReasonCode.FeedMalformed or ReasonCode.UnsupportedMarket));
        if (other is not null)
            throw new InvalidOperationException($"an undeclared failure: {other}");
        return failures.Count == 0;
    }
}
