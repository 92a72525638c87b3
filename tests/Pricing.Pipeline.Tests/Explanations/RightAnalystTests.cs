using System.Text.Json;
using Pricing.BlackScholes.Certified;
using Pricing.Pipeline.Explanations;
using Pricing.Policies;

namespace Pricing.Pipeline.Tests.Explanations;

public sealed class RightAnalystTests
{
    private static readonly decimal[] Ends =
    [
        0m, 0.0000000000000000000000000001m, 1m, 3505m, decimal.MaxValue, decimal.MinValue, 79228162514264337593543950334.5m,
        7.9228162514264337593543950335m, 0.5m, -0.5m, 2m, 15m,
    ];

    /// <summary>Whatever the inputs are near the end of a decimal, a question is answered, by figures that are finite or by failures.</summary>
    [Fact]
    public void Analyse_NearTheEndOfADecimal_AnswersOrFails()
    {
        var random = new Random(20130711);
        var valued = 0;
        for (var draw = 0; draw < 1000; draw++)
        {
            var right = new RightOrder(
                new()
                {
                    SharePrice = Any(),
                    ExercisePrice = Any(),
                    Years = Any(),
                    Volatility = (double)Any(),
                    RiskFreeRate = Any(),
                    DividendYield = new Ratio(Any(), Any()),
                    SharesPerRight = Any(),
                },
                ShippedPolicies.All[random.Next(ShippedPolicies.All.Count)],
                random.Next(2) == 0 ? Currency.Yen : Currency.Parse("USD").Value);
            var request = new AnalysisRequest
            {
                Explain = true,
                Greeks = true,
                Sensitivity = new() { SharePrice = [Any()], Rate = [Any()] },
                Implied = random.Next(2) == 0 ? new(Any(), null) : new(null, Any()),
            };

            if (!RightBatch.Price(right).IsSuccess) continue;
            var analysis = RightAnalyst.Analyse(right, request);
            valued++;

            // JSON has no word for what is not finite, so it throws where one is left.
            Assert.NotEmpty(JsonSerializer.Serialize(analysis, ExplanationJson.Readable.RightAnalysis));
        }

        Assert.True(valued > 5, $"{valued} of the draws had a value");

        decimal Any() => Ends[random.Next(Ends.Length)];
    }
}
