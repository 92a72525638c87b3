using Microsoft.Extensions.Options;
using NCrontab;
using Pricing.Pipeline.Nights.Ledger;

namespace PricingFunctions.Local.Triggers;

/// <summary>Checks at the start that the night's schedule is one.</summary>
internal sealed class ScheduleCheck : IValidateOptions<NightOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, NightOptions options) =>
        CrontabSchedule.TryParse(options.Schedule, new() { IncludingSeconds = true }) is null
            ? ValidateOptionsResult.Fail(
                $"{NightOptions.Section}:{nameof(NightOptions.Schedule)} = {options.Schedule}: must be six fields of NCRONTAB, such as {new NightOptions().Schedule}.")
            : ValidateOptionsResult.Success;
}
