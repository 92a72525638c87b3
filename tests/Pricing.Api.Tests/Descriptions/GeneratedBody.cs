using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Pricing.Api.Tests.Descriptions;

/// <summary>Makes bodies from their described shapes: right ones, ones with a mistake or several, and ones that are none.</summary>
/// <param name="document">The description of the routes.</param>
/// <param name="numbers">Chooses.</param>
internal sealed class GeneratedBody(JsonNode document, Random numbers)
{
    private const string Inputs =
        """{"S":3505,"X":1,"T":15,"sigma":0.5577379782,"q":"18.75/3505","r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

    private static readonly string[] Right =
    [
        Inputs,
        """{"code":"3774","date":"2013-07-11","window_from":"2005-12-02","X":1,"T":15,"policy":"iij-practice","shares":200,"currency":"JPY"}""",
        """{"grant":{"issuer":"IIJ","grant_id":"3rd-series"},"greeks":true}""",
        $"[{Inputs},{{}},{Inputs}]",
        """[{"grant":{"issuer":"IIJ","grant_id":"3rd-series"}},{"grant":{"issuer":"IIJ","grant_id":"3rd-series"},"explain":true,"sensitivity":true}]""",
    ];

    /// <summary>A body for an operation.</summary>
    /// <param name="operation">The operation.</param>
    public HttpContent Of(DescribedOperation operation)
    {
        var (form, described) = numbers.Of(operation.Bodies);
        var content = new ByteArrayContent(form == "*/*" ? File() : Bytes(Json(operation, described!["schema"]!)));
        if (numbers.Chance(90)) content.Headers.ContentType = MediaTypeHeaderValue.Parse(form == "*/*" ? "text/csv" : form);
        else if (numbers.Chance(50)) content.Headers.ContentType = MediaTypeHeaderValue.Parse(numbers.Of(["text/plain", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "image/png"]));
        if (numbers.Chance(3)) content.Headers.ContentEncoding.Add(numbers.Of(["gzip", "identity", "br"]));
        return content;
    }

    private JsonNode? Json(DescribedOperation operation, JsonNode shape)
    {
        var body = operation.Name == "Price" && numbers.Chance(60) ? JsonNode.Parse(numbers.Of(Right)) : Example(shape);
        for (var mistakes = numbers.Chance(50) ? 0 : numbers.Next(1, 4); mistakes > 0; mistakes--) body = Mistaken(body);
        return body;
    }

    private JsonNode? Example(JsonNode shape)
    {
        if (shape["anyOf"] is JsonArray choices) return Example(choices[numbers.Next(choices.Count)]!);
        if (shape["items"] is { } items) return new JsonArray([.. Enumerable.Range(0, numbers.Next(4)).Select(_ => Example(items))]);
        if (shape["$ref"] is not { } named) return null;

        var example = document["components"]!["schemas"]![named.ToString().Split('/')[^1]]!["examples"]![0]!.DeepClone().AsObject();
        foreach (var name in example.Select(property => property.Key).Where(_ => numbers.Chance(30)).ToList()) example.Remove(name);
        return example;
    }

    private JsonNode? Mistaken(JsonNode? body)
    {
        if (body is JsonArray { Count: > 0 } list && numbers.Chance(80))
        {
            var place = numbers.Next(list.Count);
            list[place] = Mistaken(list[place]?.DeepClone());
            return list;
        }

        if (body is not JsonObject { Count: > 0 } whole) return Anything();

        var name = numbers.Of([.. whole.Select(property => property.Key)]);
        if (numbers.Chance(20)) whole.Remove(name);
        else if (numbers.Chance(15)) whole[numbers.Of(Texts.Broken)] = Anything();
        else if (numbers.Chance(20)) whole[name] = Mistaken(whole[name]?.DeepClone());
        else whole[name] = Anything();
        return whole;
    }

    private JsonNode? Anything() => numbers.Next(8) switch
    {
        0 => null,
        1 => numbers.Of(Texts.Broken.Where(text => !text.Any(char.IsControl)).ToList()),
        2 => numbers.Next(-5, 4000),
        3 => numbers.NextDouble() * 1e12,
        4 => true,
        5 => new JsonArray(1, "x", null),
        6 => new JsonObject { ["x"] = new JsonObject { ["y"] = 1 } },
        _ => numbers.Of(Texts.Broken),
    };

    private byte[] Bytes(JsonNode? body)
    {
        var bytes = Encoding.UTF8.GetBytes(body?.ToJsonString() ?? "null");
        if (numbers.Chance(92) || bytes.Length == 0) return bytes;

        if (numbers.Chance(40)) return bytes[..numbers.Next(bytes.Length)];
        bytes[numbers.Next(bytes.Length)] = (byte)numbers.Next(256);
        return bytes;
    }

    private byte[] File() => Encoding.UTF8.GetBytes(numbers.Of(
    [
        "issuer,grant_id\nx,y\n", "date,code,close\n2013-07-11,3774,3505\n", "=1+1,x\n@a,b\n", "{\"a\":1}", "", "\uFEFF日付,終値\n", new string('a', 2000), Inputs,
    ]));
}
