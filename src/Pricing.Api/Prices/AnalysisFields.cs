using System.Text.Json;
using Pricing.Api.Requests;
using Pricing.Pipeline.Explanations;

namespace Pricing.Api.Prices;

/// <summary>Reads what a question asks for beside the value: <c>explain</c>, <c>greeks</c>, <c>sensitivity</c>, <c>impliedVolatility</c>.</summary>
internal static class AnalysisFields
{
    private const string Explain = "explain";
    private const string Greeks = "greeks";
    private const string Sensitivity = "sensitivity";
    private const string Implied = "impliedVolatility";

    private static readonly (string Name, Func<SensitivityRequest, IReadOnlyList<decimal>, SensitivityRequest> Take)[] Lists =
    [
        ("sigma", (request, changes) => request with { Sigma = changes }),
        ("T", (request, changes) => request with { Years = changes }),
        ("r", (request, changes) => request with { Rate = changes }),
        ("q", (request, changes) => request with { Yield = changes }),
        ("S", (request, changes) => request with { SharePrice = changes }),
    ];

    /// <summary>The names of the fields.</summary>
    public static IReadOnlyList<string> Names { get; } = [Explain, Greeks, Sensitivity, Implied];

    /// <summary>Reads them.</summary>
    /// <param name="body">The question, an object.</param>
    /// <returns>What is asked for, or every failure.</returns>
    public static Outcome<AnalysisRequest> Read(JsonElement body)
    {
        try
        {
            var failures = new List<Failure>();
            var request = new AnalysisRequest
            {
                Explain = Flag(body, Explain, failures),
                Greeks = Flag(body, Greeks, failures),
                Sensitivity = body.TryGetProperty(Sensitivity, out var changes) ? Changes(changes, failures) : null,
                Implied = body.TryGetProperty(Implied, out var amount) ? Amount(amount, failures) : null,
            };
            return failures.Count == 0 ? request : failures;
        }
        catch (InvalidOperationException)
        {
            // JSON can spell one half of a surrogate pair, which no string can be made of.
            return new Failure(ReasonCode.InvalidField, "body", "", "holds an escape that is half a character");
        }
    }

    private static bool Flag(JsonElement body, string name, List<Failure> failures)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.False) return false;
        if (value.ValueKind != JsonValueKind.True) failures.Add(JsonFields.Invalid(name, value, "must be true or false"));
        return true;
    }

    private static SensitivityRequest? Changes(JsonElement value, List<Failure> failures)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.False) return null;
        if (value.ValueKind == JsonValueKind.True) return new();
        if (value.ValueKind != JsonValueKind.Object)
        {
            failures.Add(JsonFields.Invalid(Sensitivity, value, "must be true, or an object of lists of changes"));
            return null;
        }

        if (value.GetPropertyCount() > JsonFields.MaximumFields)
        {
            failures.Add(JsonFields.Invalid(Sensitivity, value, $"has more than {JsonFields.MaximumFields} fields"));
            return null;
        }

        var (request, named) = (new SensitivityRequest(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var property in value.EnumerateObject())
        {
            var name = $"{Sensitivity}.{property.Name}";
            if (Array.Find(Lists, list => list.Name == property.Name) is not { Take: { } take })
                failures.Add(new(ReasonCode.UnknownField, name, "", "is no input; name sigma, T, r, q or S"));
            else if (!named.Add(property.Name))
                failures.Add(new(ReasonCode.InvalidField, name, "", "is there twice"));
            else if (List(property.Value) is { } changes)
                request = take(request, changes);
            else
                failures.Add(JsonFields.Invalid(name, property.Value, $"must be a list of at most {SensitivityRequest.MostChanges} numbers"));
        }

        return request;
    }

    private static List<decimal>? List(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > SensitivityRequest.MostChanges) return null;

        var numbers = value.EnumerateArray().Select(Number).ToList();
        return numbers.Contains(null) ? null : [.. numbers.OfType<decimal>()];
    }

    private static ImpliedRequest? Amount(JsonElement value, List<Failure> failures)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.Object
            && value.GetPropertyCount() == 1
            && value.EnumerateObject().First() is var only
            && Number(only.Value) is { } amount)
        {
            if (only.Name == "perShare") return new(amount, null);
            if (only.Name == "perRight") return new(null, amount);
        }

        failures.Add(JsonFields.Invalid(Implied, value, "must be an object with one number, perShare or perRight"));
        return null;
    }

    private static decimal? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => DecimalText.Parse(value.GetRawText()),
        JsonValueKind.String => DecimalText.Parse(value.GetString()!),
        _ => null,
    };
}
