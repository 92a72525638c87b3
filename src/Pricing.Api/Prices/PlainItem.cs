using System.Text.Json;
using Pricing.BlackScholes.Certified;
using Pricing.Files.Plausibility;
using Pricing.Policies;

namespace Pricing.Api.Prices;

/// <summary>
/// Reads the inputs of the formula where they are written plainly: each once, as a number of few digits within what is plausible,
/// with a known policy and currency. Whatever else a question is, is left to <see cref="PriceQuestions"/>, which says what is wrong.
/// </summary>
/// <param name="policies">The policies that can be named.</param>
internal sealed class PlainItem(PolicyCatalog policies)
{
    private const int MostDigits = 26;

    // The places of the inputs, numbers first.
    private const int SharePrice = 0;
    private const int ExercisePrice = 1;
    private const int Years = 2;
    private const int Volatility = 3;
    private const int DividendYield = 4;
    private const int RiskFreeRate = 5;
    private const int SharesPerRight = 6;
    private const int Numbers = 7;
    private const int Policy = Numbers;
    private const int CurrencyCode = Numbers + 1;
    private const int All = (1 << (CurrencyCode + 1)) - 1;

    private byte[] policyName = [];
    private ValuationPolicy? policy;
    private byte[] currencyCode = [];
    private Currency? currency;

    /// <summary>Reads a question.</summary>
    /// <param name="json">At the beginning of an object; at its end where it could be read.</param>
    /// <returns>The right; null where the question is not plain.</returns>
    public RightOrder? TryRead(ref Utf8JsonReader json)
    {
        Span<decimal> numbers = stackalloc decimal[Numbers];
        var (seen, sigma) = (0, 0d);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(ref json);
            if (index < 0 || (seen & (1 << index)) != 0 || !json.Read()) return null;

            seen |= 1 << index;
            if (index == Policy && !KnowsPolicy(ref json)) return null;
            if (index == CurrencyCode && !KnowsCurrency(ref json)) return null;
            if (index < Numbers && !IsNumber(ref json, out numbers[index])) return null;
            if (index == Volatility) sigma = json.GetDouble();
        }

        return seen == All && json.TokenType == JsonTokenType.EndObject && IsPlausible(numbers)
            ? new(
                new()
                {
                    SharePrice = numbers[SharePrice],
                    ExercisePrice = numbers[ExercisePrice],
                    Years = numbers[Years],
                    Volatility = sigma,
                    DividendYield = numbers[DividendYield],
                    RiskFreeRate = numbers[RiskFreeRate],
                    SharesPerRight = numbers[SharesPerRight],
                },
                policy!,
                currency!)
            : null;
    }

    private static int IndexOf(ref Utf8JsonReader json) => json switch
    {
        // An escape may spell half a character, which no text equals.
        { ValueIsEscaped: true } => -1,
        _ when json.ValueTextEquals("S"u8) => SharePrice,
        _ when json.ValueTextEquals("X"u8) => ExercisePrice,
        _ when json.ValueTextEquals("T"u8) => Years,
        _ when json.ValueTextEquals("sigma"u8) => Volatility,
        _ when json.ValueTextEquals("q"u8) => DividendYield,
        _ when json.ValueTextEquals("r"u8) => RiskFreeRate,
        _ when json.ValueTextEquals("shares"u8) => SharesPerRight,
        _ when json.ValueTextEquals("policy"u8) => Policy,
        _ when json.ValueTextEquals("currency"u8) => CurrencyCode,
        _ => -1,
    };

    // A number of few digits is read to the last of them.
    private static bool IsNumber(ref Utf8JsonReader json, out decimal number)
    {
        number = 0;
        return json.TokenType == JsonTokenType.Number
            && json.ValueSpan.Length <= MostDigits
            && !json.ValueSpan.ContainsAny((byte)'e', (byte)'E')
            && json.TryGetDecimal(out number);
    }

    private static bool IsPlausible(ReadOnlySpan<decimal> numbers) =>
        numbers[SharePrice] > 0
        && numbers[ExercisePrice] >= 0
        && numbers[Years] >= 0
        && numbers[Volatility] > 0
        && numbers[DividendYield] >= 0
        && numbers[RiskFreeRate] > -1
        && numbers[SharesPerRight] > 0
        && PlausibilityCheck.Find(
            new() { Years = numbers[Years], Volatility = numbers[Volatility], DividendYield = numbers[DividendYield], RiskFreeRate = numbers[RiskFreeRate] },
            PlausibilityNames.OfValuations).Count == 0;

    private bool KnowsPolicy(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.String || json.ValueIsEscaped) return false;
        if (policy is not null && json.ValueTextEquals(policyName)) return true;

        policyName = json.ValueSpan.ToArray();
        policy = policies.Find(json.GetString()!).TryGet(out var found) ? found : null;
        return policy is not null;
    }

    private bool KnowsCurrency(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.String || json.ValueIsEscaped) return false;
        if (currency is not null && json.ValueTextEquals(currencyCode)) return true;

        currencyCode = json.ValueSpan.ToArray();
        currency = Currency.Parse(json.GetString()!).TryGet(out var found) ? found : null;
        return currency is not null;
    }
}
