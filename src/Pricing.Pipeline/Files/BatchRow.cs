namespace Pricing.Pipeline.Files;

/// <summary>One row of a batch as it was read.</summary>
/// <param name="Line">Where it stands: the line of the file from 1; in a JSON array, the object's position from 1.</param>
/// <param name="Fields">The fields by name; a JSON number or word keeps its text.</param>
/// <param name="Defect">What kept the row from being read, or null.</param>
public sealed record BatchRow(int Line, IReadOnlyDictionary<string, string> Fields, Failure? Defect = null)
{
    /// <summary>A row that could not be read.</summary>
    /// <param name="line">Where it stands.</param>
    /// <param name="value">What stands there, cut to a readable length.</param>
    /// <param name="reason">What is wrong.</param>
    public static BatchRow Unreadable(int line, string value, string reason)
    {
        const int Readable = 200;
        var shown = value.Length > Readable ? value[..Readable] : value;
        return new(line, new Dictionary<string, string>(), new(ReasonCode.InvalidField, "row", shown, reason));
    }
}
