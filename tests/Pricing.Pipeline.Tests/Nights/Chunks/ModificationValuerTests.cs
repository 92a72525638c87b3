using Pricing.Pipeline.Nights.Chunks;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Nights.Steps;
using Pricing.Pipeline.Valuations;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Chunks;

public sealed class ModificationValuerTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private static readonly string[] Before = [.. Own, "accounting_standard=asbj8"];

    /// <summary>Whoever waits for a turn has read what it takes, and whoever has one keeps it no longer than the calculation lasts.</summary>
    [Fact]
    public async Task Measure_OldTerms_AreValuedInATurnThatReadsNothing()
    {
        var hook = new StorageHook();
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00", hook: hook);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Before)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.IngestAsync(
            "change.csv",
            Batch.Csv(Batch.Grant([.. Before, "exercise_price=3000", "amends=1", "amend_reason=repriced by the board", "modification_date=2013-07-12"])),
            Cancellation);
        host.Clock.SetUtcNow(At("2013-07-12T18:00:00+09:00"));
        await TakeAsync(host, "closes.csv", "date,code,close\n2013-07-12,3774,3600\n");
        var grant = (await host.Get<GrantStore>().FindAsync(Partition, "3rd-series", version: null, Cancellation)).Value;
        var question = new GrantQuestion(grant, ValuationTask.OfChange(grant, new(2013, 7, 12)), await host.Get<FactsReader>().ReadAsync("37740", "IIJ", Cancellation));
        var newTerms = host.Get<GrantValuer>().Value(question).Right!;
        var requests = hook.Count(_ => true);
        List<(int Before, int After)> turns = [];

        var measured = await host.Get<ModificationValuer>().MeasureAsync(Partition, question, newTerms, InTurn, Cancellation);
        var atOnce = await host.Get<ModificationValuer>().MeasureAsync(Partition, question, newTerms, ModificationValuer.AtOnce, Cancellation);

        Assert.Equal(measured.Value, atOnce.Value);
        var turn = Assert.Single(turns);
        Assert.Equal(turn.Before, turn.After);
        Assert.InRange(requests(), turn.After + 1, int.MaxValue);

        ValueTask<GrantValue> InTurn(Func<GrantValue> calculate)
        {
            var before = requests();
            var value = calculate();
            turns.Add((before, requests()));
            Assert.Equal(("3505", 1), ($"{value.Grant.Terms.ExercisePrice}", value.Grant.Version));
            return new(value);
        }
    }
}
