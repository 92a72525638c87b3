using Pricing.Pipeline.Files;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Checks the columns of a row against those of its kind of batch.</summary>
internal static class BatchColumns
{
    /// <summary>Every column that is missing or unknown.</summary>
    /// <param name="row">The row.</param>
    /// <param name="sink">The kind.</param>
    public static List<Failure> Check(BatchRow row, IBatchSink sink) =>
    [
        .. sink.Required.Where(name => !row.Fields.ContainsKey(name)).Select(name =>
            new Failure(ReasonCode.InvalidField, name, "", "is missing")),
        .. row.Fields.Keys.Where(name => !sink.Allowed.Contains(name)).Select(name =>
            new Failure(ReasonCode.UnknownField, name, row.Fields[name], $"is no column of a batch of {sink.Kind}")),
    ];
}
