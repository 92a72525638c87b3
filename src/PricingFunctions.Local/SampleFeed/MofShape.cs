using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.SampleFeed;

/// <summary>The sample curves in the shape of the Ministry of Finance's files: CP932, CRLF, era dates.</summary>
/// <param name="data">The samples.</param>
/// <param name="publication">What is out.</param>
internal sealed class MofShape(SampleData data, PublicationTimes publication)
{
    /// <summary>The address of the file of the past.</summary>
    public const string HistoryPath = "/jgbs/reference/interest_rate/data/jgbcm_all.csv";

    /// <summary>The address of the current month's file.</summary>
    public const string CurrentMonthPath = "/jgbs/reference/interest_rate/jgbcm.csv";

    private const string LineEnd = "\r\n";
    private const string Footnote = "※最新のcsvデータがダウンロードできない場合、ご利用のブラウザにおいてキャッシュの削除を実施し再度ダウンロードください。";

    private static readonly Encoding Japanese = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    private static readonly (DateOnly From, char Letter, string Name, int YearZero)[] Eras =
    [
        (new(2019, 5, 1), 'R', "令和", 2018),
        (new(1989, 1, 8), 'H', "平成", 1988),
        (DateOnly.MinValue, 'S', "昭和", 1925),
    ];

    private DateOnly ThisMonth => new(publication.Today.Year, publication.Today.Month, 1);

    /// <summary>Maps the two addresses.</summary>
    /// <param name="routes">Where to map them.</param>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(HistoryPath, () => File(History()));
        routes.MapGet(CurrentMonthPath, () => File(CurrentMonth()));
    }

    private string History()
    {
        var text = new StringBuilder($"国債金利情報{Commas}(単位 : %){LineEnd}").Append(Header());
        foreach (var curve in data.Curves.Where(curve => curve.Date < ThisMonth && publication.HasCurve(curve.Date)))
            text.Append(Line(curve));
        return text.ToString();
    }

    private string CurrentMonth()
    {
        var month = ThisMonth;
        var (_, _, era, yearZero) = EraOf(month);
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"国債金利情報 ({era}{month.Year - yearZero}年{month.Month}月)")
            .Append(CultureInfo.InvariantCulture, $"{Commas}(単位 : %){LineEnd}")
            .Append(Header());
        foreach (var curve in data.Curves.Where(curve => curve.Date >= month && publication.HasCurve(curve.Date)))
            text.Append(Line(curve));
        return text.Append(Commas).Append(LineEnd).Append(Footnote).Append(Commas).Append(LineEnd).ToString();
    }

    private string Commas => new(',', data.Tenors.Count);

    private string Header() => $"基準日,{string.Join(',', data.Tenors.Select(tenor => $"{tenor}年"))}{LineEnd}";

    private static string Line(SampleCurve curve)
    {
        var (_, letter, _, yearZero) = EraOf(curve.Date);
        var date = string.Create(
            CultureInfo.InvariantCulture, $"{letter}{curve.Date.Year - yearZero}.{curve.Date.Month}.{curve.Date.Day}");
        return $"{date},{string.Join(',', curve.Yields)}{LineEnd}";
    }

    private static (DateOnly From, char Letter, string Name, int YearZero) EraOf(DateOnly date) =>
        Eras.First(era => era.From <= date);

    private static FileContentHttpResult File(string text)
    {
        var body = Japanese.GetBytes(text);
        return TypedResults.File(
            body, "text/csv", entityTag: new EntityTagHeaderValue($"\"{ContentHash.Of(body)[..16]}\""));
    }
}
