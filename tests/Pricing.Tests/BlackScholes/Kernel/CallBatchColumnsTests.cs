using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Kernel;
using Pricing.BlackScholes.Lanes;

namespace Pricing.Tests.BlackScholes.Kernel;

/// <summary>Every column of a batch: its length, and what it may share memory with.</summary>
public sealed class CallBatchColumnsTests
{
    private const int Inputs = 6;
    private const int Outputs = 7;
    private const int Rows = 10;

    private static readonly ContinuousTerms Ordinary = new(3505, 3200, 7.5, 0.42, 0.0127, 0.0053);

    [Theory]
    [MemberData(nameof(InputAndOutput))]
    public void Price_OutputTornFromAnInput_IsRefused(int input, int output)
    {
        var (inputs, outputs) = (Columns(Inputs, Rows), Columns(Outputs, Rows));
        var shared = new double[Rows + 1];
        inputs[input] = shared.AsMemory(0, Rows);
        outputs[output] = shared.AsMemory(1, Rows);

        Assert.Equal(Named("An output overlaps an input in another row.", output), Refusal(inputs, outputs));
    }

    [Theory]
    [MemberData(nameof(TwoOutputs))]
    public void Price_TwoOutputsInOne_AreRefused(int first, int second)
    {
        var outputs = Columns(Outputs, Rows);
        outputs[second] = outputs[first];

        Assert.StartsWith("Two outputs overlap.", Refusal(Columns(Inputs, Rows), outputs), StringComparison.Ordinal);
    }

    [Fact]
    public void Price_ShortPrices_AreRefused()
    {
        var outputs = Columns(Outputs, Rows);
        outputs[0] = new double[Rows - 1];

        Assert.Equal(Named("An output is shorter than the inputs.", output: 0), Refusal(Columns(Inputs, Rows), outputs));
    }

    [Fact]
    public void Price_ShortGreeks_AreRefused()
    {
        var outputs = Columns(Outputs, Rows - 1);
        outputs[0] = new double[Rows];

        Assert.Equal(Named("An output is shorter than the inputs.", output: 1), Refusal(Columns(Inputs, Rows), outputs));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Columns_OneOfAnotherLength_AreRefused(int column)
    {
        var (inputs, greeks) = (Columns(Inputs, Rows), Columns(Outputs, Rows));
        inputs[column] = new double[Rows + 1];
        greeks[column + 1] = new double[Rows + 1];

        Assert.Equal("The columns differ in length.", Refusal(inputs, Columns(Outputs, Rows)));
        Assert.Equal("The columns differ in length.", Refusal(Columns(Inputs, Rows), greeks));
    }

    /// <summary>Two rows with the same flaw in one full block: each is answered by the reference.</summary>
    [Fact]
    public void Price_TwoRowsOfABlockBeyondTheRange_AreBothThoseOfTheReference()
    {
        var limit = Ordinary with { Years = 0 };
        ContinuousTerms[] rows = [.. Enumerable.Repeat(Ordinary, 128)];
        (rows[0], rows[64]) = (limit, limit);
        var batch = new Batch(rows);

        Assert.Equal(128, batch.PriceWithGreeks(CallBatch.FastestHere));
        Assert.Equal((305, 305), (batch.Prices[0], batch.Prices[64]));
        Assert.All(batch.Results.SelectMany(column => column), result => Assert.True(double.IsFinite(result)));
    }

    [Fact]
    public void FastestHere_Always_IsWhatTheProcessorRunsFast() => Assert.Equal(
        (Vector512.IsHardwareAccelerated, Vector256.IsHardwareAccelerated) switch
        {
            (true, _) => IsOfIntel() ? LaneWidth.Bits512SlowDivider : LaneWidth.Bits512,
            (_, true) => LaneWidth.Bits256,
            _ => LaneWidth.Bits128,
        },
        CallBatch.FastestHere);

    [Fact]
    public void RightBatch_Null_IsRefused() => Assert.Throws<ArgumentNullException>("orders", () => RightBatch.Price((IReadOnlyList<RightOrder>)null!));

    private static bool IsOfIntel()
    {
        var (_, first, last, middle) = X86Base.CpuId(0, 0);
        return Encoding.ASCII.GetString([.. BitConverter.GetBytes(first), .. BitConverter.GetBytes(middle), .. BitConverter.GetBytes(last)]) == "GenuineIntel";
    }

    public static TheoryData<int, int> InputAndOutput() => Pairs(Inputs, Outputs, _ => 0);

    public static TheoryData<int, int> TwoOutputs() => Pairs(Outputs, Outputs, first => first + 1);

    private static TheoryData<int, int> Pairs(int firsts, int seconds, Func<int, int> start)
    {
        var pairs = new TheoryData<int, int>();
        for (var first = 0; first < firsts; first++)
        {
            for (var second = start(first); second < seconds; second++)
                pairs.Add(first, second);
        }

        return pairs;
    }

    private static string Named(string fault, int output) => $"{fault} (Parameter '{(output == 0 ? "prices" : "greeks")}')";

    private static Memory<double>[] Columns(int count, int rows) =>
        [.. Enumerable.Range(0, count).Select(_ => new double[rows].AsMemory())];

    private static string Refusal(Memory<double>[] inputs, Memory<double>[] outputs) =>
        Assert.Throws<ArgumentException>(() => CallBatch.Price(
            new(inputs[0].Span, inputs[1].Span, inputs[2].Span, inputs[3].Span, inputs[4].Span, inputs[5].Span),
            outputs[0].Span,
            new GreekColumns(
                outputs[1].Span, outputs[2].Span, outputs[3].Span, outputs[4].Span, outputs[5].Span, outputs[6].Span))).Message;
}
