using Pricing.Api.Tests.Descriptions;

namespace Soak.Doors;

/// <summary>What is done to the first line of a request: how it asks, what for, and in which version.</summary>
internal static class HostileLines
{
    private static readonly string[] Methods =
        ["OPTIONS", "TRACE", "PATCH", "PUT", "DELETE", "get", "Post", "GETT", "BREW", "PROPFIND", "SEARCH", "X", new('M', 60), "_", "GET0", "M-SEARCH"];

    private static readonly string[] NoMethods = ["G\0T", "é", "G(T", "", " GET", "GET\t", "GE:T", "CONNECT"];

    private static readonly string[] Versions = ["HTTP/1.2", "HTTP/0.9", "HTTP/2.0", "HTTP/3", "HTTP/9.9", "http/1.1", "HTTP/1.1 ", "HTTP/1.1 x", "HTTP/", "HTTP/1", "HTTPS/1.1", "", "RTSP/1.0", "HTTP/1.11"];

    private static readonly string[] Parts =
    [
        "/%2F", "/..", "/%2e%2e/%2e%2e", "/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "//", "/\\..\\..", "/%5c..%5c", "/.", "/%00", "/%zz", "/%", "/%u0041", "/%c0%af", "/%ff%fe", "/%ed%a0%80",
        ";jsessionid=1", "/;x", "/%0d%0aSet-Cookie:%20x=1", "/%0a", "/%09", "/株式", "/é", "/~", "/con", "/nul.csv", "/.git/config", "/*", "/|", "/%7f", "/%e2%80%ae", "/__proto__", "/${x}", "/{issuer}", "/'", "/\"", "/<x>", "/%3Cx%3E", ".json", "%20", "%2e", ":80", "@x", "%23", "%3f",
    ];

    private static readonly string[] Targets =
    [
        "*", "/*", "?", "/?", "//", "///api/price", "//x.invalid/api/price", "/api", "/api/", "/api//price", "/API/PRICE", "/signed-in", "/signed-in/api/me", "/assets/..%2f..%2fapi", "/assets/0/x", "/admin/host/status", "/runtime/webhooks", "/swagger", "/favicon.ico", "/robots.txt", "/.env", "/wp-login.php",
        "/dates/../api/price", "/%61pi/price", "/api/%70rice", "/api/price%2f", "/api/raw/%2e%2e%2f%2e%2e", "/api/openapi.json/", "/a\tb", "x.invalid:443", "/health/", "/./health", "/price/株", "/grants/%E6%A0%AA/%F0%9F%98%80",
    ];

    private static readonly string[] NoTargets =
        ["", "api/price", "\\api\\price", "http://", "http:///api", "://x", "/a b", "/a\0b", "http://x.invalid/api/me", "https://127.0.0.1/api/me", "http://user@127.0.0.1/", "\u00A0/"];

    private static readonly string[] Queries =
    [
        "%", "%zz", "%00=1", "=", "=&=", "&&&&", "a[]=1", "limit=1&limit=2", "limit[]=1", "limit=%EF%BC%91", "limit=1e1", "limit=-0", "limit=٣", "after=%00", "after=SUlKfA%3D%3D", "after=////", "date=2013-07-11&date=2013-07-12", "date=+2013-07-11", "format=csv&format=xlsx",
        "format=../../x", "code=guess", "x=%E0%A4%A", "?", "??", "#x", "<script>", "limit=%2531", "%6cimit=1", "LIMIT=1", "limit =1", "limit=1%20", "issuer=IIJ%00", "name=%ED%A0%80", "株=1", ";limit=1;after=x", "utf8=%E2%9C%93", "__proto__[x]=1", "limit=999999999999999999999999999", "a=1#b=2",
    ];

    /// <summary>All of them, by what of the line they change: one of each may be done to one request.</summary>
    public static IReadOnlyList<IReadOnlyList<HostileEdit>> All { get; } =
    [
        [
            new("another method", (message, random) => message.Method = random.Of(Methods), 404, 405) { LeadsAnywhere = true },
            new("no method", (message, random) => message.Method = random.Of(NoMethods), 400, 405, 404) { IsRefused = true },
            new("a long method", (message, random) => message.Method = new('M', random.Next(1, 12_000)), 400, 404, 405, 414) { IsRefused = true },
            new("HEAD", (message, _) => message.Method = "HEAD", 404, 405) { LeadsAnywhere = true },
        ],
        [
            new("another address", (message, random) => message.Target = random.Of(Targets), 400, 404, 405) { LeadsAnywhere = true },
            new("no address", (message, random) => message.Target = random.Of(NoTargets), 400, 403) { IsRefused = true },
            new("a part of the address", Part, 400, 404, 405) { LeadsAnywhere = true },
            new("a deep address", (message, random) => message.Target += string.Concat(Enumerable.Repeat(random.Of(Parts), random.Next(2, 60))), 400, 404, 405, 414) { LeadsAnywhere = true },
            new("a long address", (message, random) => message.Target = $"/{new string('a', random.Next(8_200, 20_000))}", 414, 431) { IsRefused = true },
        ],
        [
            new("a query", (message, random) => Ask(message, random.Of(Queries)), 400, 404, 405) { LeadsAnywhere = true },
            new("many parameters", (message, random) => Ask(message, string.Join('&', Enumerable.Range(0, random.Next(100, 1_500)).Select(number => $"p{number}"))), 400, 404, 405, 414) { LeadsAnywhere = true },
            new("a long parameter", (message, random) => Ask(message, $"limit={new string(random.Of(['1', '%', 'x', '+']), random.Next(100, 9_000))}"), 400, 404, 405, 414) { LeadsAnywhere = true },
        ],
        [
            new("another version", (message, random) => message.Version = random.Of(Versions), 400, 404, 405, 505) { LeadsAnywhere = true },
            new("an old version", (message, _) => message.Version = "HTTP/1.0", 404, 405),
            new("line feeds alone", (message, _) => message.LineEnd = "\n", 400),
            new("carriage returns alone", (message, _) => message.LineEnd = "\r", 400) { IsRefused = true, EndsSending = true },
        ],
    ];

    private static void Part(HostileMessage message, Random random)
    {
        var path = message.Target.Split('?')[0];
        var at = random.Next(path.Length + 1);
        message.Target = $"{path[..at]}{random.Of(Parts)}{message.Target[at..]}";
    }

    private static void Ask(HostileMessage message, string query) => message.Target += message.Target.Contains('?', StringComparison.Ordinal) ? $"&{query}" : $"?{query}";
}
