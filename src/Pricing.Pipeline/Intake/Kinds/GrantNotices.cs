using System.Globalization;
using Pricing.Calendars;
using Pricing.Files;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>
/// What a person should know of grants that are right: of those that are allotted on a day without a session, of an exercise price
/// with a fraction of the currency's unit, which terms seldom have, and of an expected period that ends before the exercise period begins.
/// </summary>
internal sealed class GrantNotices
{
    private const int MostShown = 10;
    private const decimal RoundingOfYears = 0.02m;

    private readonly Topic noSession = new("grants of a day without a session", "grant of a day without a session");
    private readonly Topic fraction = new("grants whose exercise price has a fraction", "grant whose exercise price has a fraction");
    private readonly Topic early = new(
        "grants whose expected period ends before they can be exercised", "grant whose expected period ends before it can be exercised");

    /// <summary>All there is to say.</summary>
    public IReadOnlyList<string> All => [.. noSession.All, .. fraction.All, .. early.All];

    /// <summary>Looks at a grant.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="terms">The grant.</param>
    public void Look(int line, GrantTerms terms)
    {
        Look(line, "allotment_date", terms.AllotmentDate);
        if (terms.GrantDate != terms.AllotmentDate) Look(line, "grant_date", terms.GrantDate);
        LookAtPeriod(line, terms);
        var unit = terms.Currency.MinorUnit;
        if (terms.ExercisePrice % unit == 0m) return;

        fraction.Note(() => string.Create(
            CultureInfo.InvariantCulture,
            $"line {line}: exercise_price {DecimalText.Of(terms.ExercisePrice)} has a fraction of {DecimalText.Of(unit)} {terms.Currency.Code}; it is taken as it stands, though terms usually round it up"));
    }

    // Rights cannot be exercised before the first day of exercise: such a period is in another unit, or counts from there.
    private void LookAtPeriod(int line, GrantTerms terms)
    {
        if (terms.ExpectedRemainingYears is not { } years) return;

        var start = (decimal)YearFraction.Between(terms.GrantDate, terms.ExerciseStart, YearCount.Anniversary).ToDouble();
        if (years + RoundingOfYears >= start) return;

        early.Note(() => string.Create(
            CultureInfo.InvariantCulture,
            $"line {line}: expected_remaining_years {DecimalText.Of(years)} ends before exercise_start {DateText.Of(terms.ExerciseStart)}, which is {start:0.##} years off; look whether it is in years and counts from the grant date"));
    }

    private void Look(int line, string field, DateOnly date)
    {
        if (TokyoCalendar.IsSession(date)) return;

        var day = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
            ? CultureInfo.InvariantCulture.DateTimeFormat.GetDayName(date.DayOfWeek)
            : "holiday";
        noSession.Note(() => string.Create(
            CultureInfo.InvariantCulture,
            $"line {line}: {field} {DateText.Of(date)} is a day without a session ({day}); it is valued with the valuation of {DateText.Of(TokyoCalendar.BusinessDateOnOrAfter(date))}, by the policy's rule for a day without a close"));
    }

    /// <summary>Notices of one topic: the first ones, and how many there are.</summary>
    /// <param name="what">What several of them are about.</param>
    /// <param name="one">What one of them is about.</param>
    private sealed class Topic(string what, string one)
    {
        private readonly List<string> first = [];
        private int count;

        public IReadOnlyList<string> All => CappedNotices.Of(first, count, MostShown, what, one);

        public void Note(Func<string> notice)
        {
            if (count++ < MostShown) first.Add(notice());
        }
    }
}
