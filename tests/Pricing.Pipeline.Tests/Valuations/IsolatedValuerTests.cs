using Microsoft.Extensions.Logging.Abstractions;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Tests.Valuations;

public sealed class IsolatedValuerTests
{
    [Fact]
    public void Value_ProgramFailsOnOneGrant_IsThatGrantsFailureAndTheOthersAreValued()
    {
        var facts = Facts.Of();
        var good = Facts.Grant();
        var bad = Facts.Grant("grant_id=bad");
        GrantQuestion[] questions =
        [
            new(good, OnDemand.Task(good.Terms, Facts.Allotment), facts),

            // The calendar ends with this date, and a share price may be that of the next session.
            new(bad, OnDemand.Task(bad.Terms, new(2100, 12, 31)), facts),
            new(good, OnDemand.Task(good.Terms, Facts.Allotment), facts),
        ];
        Assert.Throws<ArgumentOutOfRangeException>(() => Facts.Valuer().Value(questions));

        var values = new IsolatedValuer(Facts.Valuer(), NullLogger<IsolatedValuer>.Instance).Value(questions);

        Assert.Equal(["647000", "", "647000"], values.Select(value => value.Right?.PerRight.ToString() ?? ""));
        var failure = Assert.Single(values[1].Failures);
        Assert.Equal((ReasonCode.ProgramError, "grant_id", "bad"), (failure.Code, failure.Field, failure.Value));
        Assert.StartsWith("ArgumentOutOfRangeException: ", failure.Reason, StringComparison.Ordinal);
    }
}
