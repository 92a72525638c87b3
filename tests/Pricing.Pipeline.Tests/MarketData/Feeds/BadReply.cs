using System.Text;
using Pricing.Pipeline.Tests.MarketData.Fetching;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Feeds;

/// <summary>The ways in which a feed fails, by name.</summary>
internal static class BadReply
{
    private const string Page = $$"""{"data":[{{StandInMarket.Bar}}]}""";

    public static StandInReply Of(string name) => name switch
    {
        "429" => StandInReply.Error(429, "Too many requests"),
        "500" => StandInReply.Error(500, "Unexpected error"),
        "503 html" => StandInReply.Body(503, "text/html", "<html>maintenance</html>"u8.ToArray()),
        "hang" => StandInReply.Hang(),
        "drip" => StandInReply.Drip(),
        "truncated" => StandInReply.Truncated(Page),
        "400 plan" => StandInReply.Error(400, "Your subscription covers the following dates: 2020-01-01 ~ 2026-01-01."),
        "400" => StandInReply.Error(400, "This value is wrong"),
        "401" => StandInReply.Error(401, "Unauthorized"),
        "403" => StandInReply.Error(403, "Forbidden"),
        "404" => StandInReply.Body(404, "text/plain", []),
        "redirect" => new(context =>
        {
            context.Response.Redirect("http://127.0.0.1:1/elsewhere");
            return Task.CompletedTask;
        }),
        "wrong type" => StandInReply.Body(200, "text/plain", Encoding.UTF8.GetBytes(Page)),
        "html" => StandInReply.Body(200, "text/html", "<html>maintenance</html>"u8.ToArray()),
        "html as json" => StandInReply.Json("<html>maintenance</html>"),
        "cut json" => StandInReply.Json(Page[..^20]),
        "wrong encoding" => StandInReply.Body(200, "application/json", Encoding.Unicode.GetBytes(Page)),
        "100 MB" => StandInReply.Huge(100L << 20),
        "page loop" => StandInReply.PageLoop(StandInMarket.Bar),
        "endless pages" => StandInReply.EndlessPages(StandInMarket.Bar),
        "endless large pages" => StandInReply.EndlessPages(StandInMarket.Bar, 4000),
        "changed columns" => StandInReply.Json(Page.Replace("\"C\"", "\"Close\"", StringComparison.Ordinal)),
        "dash for a code" => StandInReply.Json(Page.Replace("\"37740\"", "\"-\"", StringComparison.Ordinal)),
        "empty list" => StandInReply.Json("""{"data":[]}"""),
        "key repeated" => StandInReply.Error(500, $"no such key: {StandInMarket.Key}"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
