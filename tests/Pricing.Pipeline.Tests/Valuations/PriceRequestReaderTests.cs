using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Files.Fields;
using Pricing.Files.Kinds;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Valuations;
using Pricing.Policies;

namespace Pricing.Pipeline.Tests.Valuations;

public sealed class PriceRequestReaderTests
{
    private readonly Dictionary<string, string?> fields = new()
    {
        ["S"] = "3505",
        ["X"] = "1",
        ["T"] = "15",
        ["sigma"] = "0.5577379782",
        ["q"] = "0.005",
        ["r"] = "0.01275",
        ["policy"] = "iij-practice",
        ["shares"] = "200",
        ["currency"] = "JPY",
    };

    [Fact]
    public void Read_AllFields_AreTakenAsWritten()
    {
        fields["S"] = " 3,505.0 ";
        fields["T"] = "15.0";
        fields["r"] = "-1e-3";
        fields["q"] = "0.1234567890123456789012345678";

        var request = Read().Value;

        Assert.Equal(
            new OptionInputs
            {
                SharePrice = 3505m,
                ExercisePrice = 1m,
                Years = 15m,
                Volatility = 0.5577379782,
                DividendYield = 0.1234567890123456789012345678m,
                RiskFreeRate = -0.001m,
                SharesPerRight = 200m,
            },
            request.Inputs);
        Assert.Same(ShippedPolicies.IijPractice, request.Policy);
        Assert.Equal("JPY", request.Currency.Code);
    }

    [Theory]
    [InlineData("S", "35,05", "InvalidField S=35,05: has a comma that parts no groups of three digits; write the decimals after a point")]
    [InlineData("X", "1e-29", "InvalidField X=1e-29: has an exponent; write all its digits")]
    [InlineData("X", "0.99999999999999999999999999999", "InvalidField X=0.99999999999999999999999999999: has more digits than the 28 that a decimal holds")]
    [InlineData("T", "NaN", "InvalidField T=NaN: is not a number")]
    [InlineData("T", null, "InvalidField T=: is missing")]
    [InlineData("sigma", "Infinity", "InvalidField sigma=Infinity: is not a number")]
    [InlineData("sigma", "", "InvalidField sigma=: a volatility is needed where T is above 0")]
    [InlineData("sigma", "-0.2", "InvalidField sigma=-0.2: a volatility is finite and at least 0")]
    [InlineData("shares", "0", "InvalidField shares=0: a right delivers more than 0 shares")]
    [InlineData("policy", "", "InvalidField policy=: is missing")]
    [InlineData("currency", "yen", "InvalidField currency=yen: not a currency code of ISO 4217")]
    public void Price_OneBadField_IsTheOnlyFailure(string field, string? text, string expected)
    {
        fields[field] = text;

        var request = Read();
        var failures = request.TryGet(out var valid) ? RightBatch.Price(valid).Failures : request.Failures;

        Assert.Equal(expected, Assert.Single(failures).ToString());
    }

    [Theory]
    [InlineData("r", "1.275")]
    [InlineData("q", "0.53")]
    [InlineData("sigma", "55.77")]
    [InlineData("T", "150")]
    public void Read_PercentForAFraction_IsRefusedUnlessItIsMeant(string field, string text)
    {
        fields[field] = text;

        var refused = Assert.Single(Read().Failures);
        fields["meant_reason"] = "a test of the limits";

        Assert.Equal((ReasonCode.ImplausibleValue, field), (refused.Code, refused.Field));
        Assert.True(Read().IsSuccess);
    }

    /// <summary>Both doors take the quotient, the fields of a request and those of a row.</summary>
    [Fact]
    public void Read_DividendYieldAsAQuotient_IsTakenExactlyByBothDoors()
    {
        fields["q"] = " 18.75 / 3505 ";
        var row = new FieldReader(TableSchemas.Of(FileKind.Valuations), name => fields.GetValueOrDefault(name));

        Assert.Equal(new Ratio(18.75m, 3505m), Read().Value.Inputs.DividendYield);
        Assert.Equal(new Ratio(18.75m, 3505m), new PriceRequestReader(new PolicyCatalog()).Read(row).Value.Inputs.DividendYield);
    }

    [Theory]
    [InlineData("18.75/0")]
    [InlineData("18.75/-1")]
    [InlineData("1/2/3")]
    [InlineData("18.75/many")]
    [InlineData("/")]
    public void Read_DividendYieldThatIsNoQuotient_IsRefused(string text)
    {
        fields["q"] = text;

        Assert.Equal("q", Assert.Single(Read().Failures).Field);
    }

    [Fact]
    public void Read_SigmaMissingAtExpiry_IsAllowed()
    {
        fields["T"] = "0";
        fields["sigma"] = null;

        Assert.Equal("3504", RightBatch.Price(Read().Value).Value.PerShare.ToString());
    }

    [Fact]
    public void Read_UnreadableAndImpossibleFields_AreReportedTogether()
    {
        fields["S"] = "many";
        fields["T"] = "-1";
        fields["r"] = "-1";

        Assert.Equal(["S", "r", "T"], Read().Failures.Select(failure => failure.Field));
    }

    private Outcome<RightOrder> Read() =>
        new PriceRequestReader(new PolicyCatalog()).Read(name => fields.GetValueOrDefault(name));
}
