using System.Globalization;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>
/// One pass of the nights: the instance that makes up the runs that are due, until none is. Every pass has another id,
/// and so have the instances below it, so nothing that an earlier one left in a task hub is ever taken for it.
/// </summary>
/// <param name="Id">Eight hexadecimal digits.</param>
/// <param name="AskedBy">Who asked for it: the timer, a request, a command.</param>
/// <param name="StartedAt">When it was opened, by the engine's clock.</param>
public sealed record NightsPass(string Id, string AskedBy, DateTimeOffset StartedAt)
{
    /// <summary>The beginning of the ids of all instances of all passes.</summary>
    public const string Prefix = "nights-";

    /// <summary>Its instance: <c>nights-0123abcd</c>. The ids of the instances below it begin so.</summary>
    public string InstanceId => Prefix + Id;

    /// <summary>The instance of one of its runs: <c>nights-0123abcd-2013-07-11-v1</c>.</summary>
    /// <param name="run">The run.</param>
    public string InstanceOf(NightRun run) =>
        string.Create(CultureInfo.InvariantCulture, $"{InstanceId}-{run.Date:yyyy-MM-dd}-v{run.Version}");
}
