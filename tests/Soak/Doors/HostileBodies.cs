using System.IO.Compression;
using System.Text;
using Pricing.Api.Tests.Descriptions;
using Soak.Fuzz;

namespace Soak.Doors;

/// <summary>What is done to the body of a request.</summary>
internal static class HostileBodies
{
    private const string Price =
        """{"S":3505,"X":1,"T":15,"sigma":0.5577379782,"q":"18.75/3505","r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

    private static readonly string[] Types =
    [
        "application/json; charset=utf-16", "application/json; charset=shift_jis", "application/json;charset=\"utf-8\"", "application/json; charset=x", "application/xml", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"x", "application/x-www-form-urlencoded",
        "application/problem+json", "json", "application/json, text/csv", "/", "application/", "", "application/json; charset=utf-8; charset=utf-16", "text/csv; header=present", "application/zip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "APPLICATION/JSON", "application/json\t;", "株/式", new('t', 3_000),
    ];

    private static readonly string[] Numbers =
    [
        "1e999999999", "-1e999999999", "1e-999999999", "1E+2147483648", "79228162514264337593543950336", "0.00000000000000000000000000001", "-0", "-0.0e-0", "00", "01", "+1", "1.", ".5", "1e", "NaN", "Infinity", "-Infinity", "0x10", "1_000", "\"1e999\"", "\"１２\"", "\"=1+1\"", "true", "null", "[]", "{}", "\"\\ud800\"", "\"\\u0000\"", "'1'",
        "18446744073709551616", $"{new string('9', 400)}", $"0.{new string('3', 4_000)}", $"\"{new string('9', 5_000)}\"",
    ];

    private static readonly string[] Whole =
    [
        "", " ", "\0", "\uFEFF{}", "{", "}", "[", "]", "[,]", "{,}", "{\"\":1}", "{\"S\":1,\"S\":2}", "{'S':1}", "{S:1}", "// x\n{}", "/* x */[]", "[1,]", "{\"a\":1,}", "\"", "\"\\", "nul", "NULL", "[[[[", "[{}]", "[null]", "[1]", "[[]]", "{}{}", "[][]", "{\"grant\":{}}", "{\"grant\":[]}", "{\"grant\":{\"grant\":{}}}", "{\"grant\":null}", "{\"code\":{}}",
        "{\"__proto__\":{\"x\":1}}", "{\"$type\":\"System.IO.FileInfo\"}", "{\"by\":\"\u202E\",\"reason\":\"\u200B\"}", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../x\"\r\n\r\nx\r\n--x--", "a=1&b=2", "=1+1,@x\n", "PK\u0003\u0004",
    ];

    private static readonly byte[][] Strange =
    [
        [0x16, 3, 1, 0, 0xA5, 1, 0, 0, 0xA1, 3, 3, .. new byte[160]], "\r\n\r\n\r\n"u8.ToArray(), "SSH-2.0-x\r\n"u8.ToArray(), "GET /\r\n\r\n"u8.ToArray(), new byte[40], [.. Enumerable.Repeat((byte)0xFF, 200), 13, 10], "EHLO x.invalid\r\n"u8.ToArray(), "GET\r\n\r\n"u8.ToArray(),
    ];

    private static readonly Lazy<byte[]> Bomb = new(() => Packed(new byte[20_000_000]));

    /// <summary>All of them: one may be done to one request.</summary>
    public static IReadOnlyList<HostileEdit> All { get; } =
    [
        new("another type", (message, random) => message.Set("Content-Type", random.Of(Types)), 400, 413, 415),
        new("no type", (message, _) => message.Remove("Content-Type"), 400, 415),
        new("some body", (message, random) => message.Body = Encoding.UTF8.GetBytes(random.Of(Whole)), 400, 413, 415),
        new("hostile fields", (message, random) => message.Body = ByteEdits.Fields(message.Body.Length == 0 ? Encoding.UTF8.GetBytes(Price) : message.Body, random), 400, 413, 415),
        new("changed bytes", (message, random) => message.Body = ByteEdits.Bytes(message.Body.Length == 0 ? Encoding.UTF8.GetBytes(Price) : message.Body, random), 400, 413, 415),
        new("another encoding of text", (message, random) => message.Body = random.Of([Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32]).GetBytes(Encoding.UTF8.GetString(message.Body)), 400, 413, 415),
        new("no encoding of text", (message, random) => message.Body = [.. message.Body, .. "\"株式"u8[..random.Next(2, 6)], 0xFF, 0xC0, 0x80], 400, 413, 415),
        new("a huge number", (message, random) => message.Body = Encoding.UTF8.GetBytes(Price.Replace(random.Of(["3505,", ":15", "0.5577379782", "\"18.75/3505\"", "0.01275", "200"]) is var number && number == "3505," ? "3505" : number, random.Of(Numbers), StringComparison.Ordinal)), 400, 413, 415),
        new("deep JSON", (message, random) => message.Body = Deep(random), 400, 413, 415),
        new("a wide list", (message, random) => message.Body = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(random.Of(["{}", "1", "[]", "null", Price]), random.Next(100, 3_000)))}]"), 400, 413, 415),
        new("a list that is too long", (message, random) => message.Body = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(random.Of(["{}", "1", "[]"]), 10_001))}]"), 400, 413, 415),
        new("many names", (message, random) => message.Body = Encoding.UTF8.GetBytes($"{{{string.Join(',', Enumerable.Range(0, random.Next(100, 4_000)).Select(number => $"\"n{number}\":1"))}}}"), 400, 413, 415),
        new("a long text", (message, random) => message.Body = Encoding.UTF8.GetBytes($"{{\"{random.Of(["S", "reason", "by", "policy"])}\":\"{new string(random.Of(['x', '=', '株']), random.Next(1_000, 60_000))}\"}}"), 400, 413, 415),
        new("packed", (message, random) => { message.Body = Packed(message.Body); message.Set("Content-Encoding", random.Of(["gzip", "GZIP", "gzip, gzip", "deflate", "br", "zstd", "x", "identity, gzip"])); }, 400, 413, 415),
        new("packed in secret", (message, _) => message.Body = Packed(message.Body), 400, 413, 415),
        new("a bomb", (message, random) => { message.Body = Bomb.Value; if (random.Next(2) == 0) message.Set("Content-Encoding", "gzip"); }, 400, 413, 415),
        new("cut off", (message, random) => message.CutAt = random.Next(1_000), 400, 408, 413, 415) { EndsSending = true, LeadsAnywhere = true },
        new("no HTTP at all", (message, random) => { message.IsBodyAlone = true; message.Body = random.Of(Strange); }, 400, 505) { IsRefused = true, EndsSending = true },
        new("a second request behind it", (message, _) => message.Body = [.. message.Body, .. "GET /api/settings HTTP/1.1\r\nHost: x.invalid\r\n\r\n"u8], 400, 413, 415),
        new("very large", (message, random) => message.Body = new byte[random.Next(20) == 0 ? 17_000_000 : random.Next(65_000, 300_000)], 400, 413, 415) { MayGoUnanswered = true },
    ];

    private static byte[] Deep(Random random)
    {
        var (open, close) = random.Of([("[", "]"), ("{\"a\":", "}"), ("{\"grant\":", "}"), ("[{\"grant\":", "}]")]);
        var depth = random.Next(10, 6_000);
        return Encoding.UTF8.GetBytes($"{string.Concat(Enumerable.Repeat(open, depth))}1{(random.Next(3) == 0 ? "" : string.Concat(Enumerable.Repeat(close, depth)))}");
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }
}
