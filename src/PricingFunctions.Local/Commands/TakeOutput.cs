using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pricing;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using PricingFunctions.Local.Shell;
using PricingFunctions.Local.Taking;
using Spectre.Console;

namespace PricingFunctions.Local.Commands;

/// <summary>What the command <c>take</c> says of each file, and what it tells the shell of all.</summary>
/// <param name="options">The options of the command.</param>
/// <param name="console">Where people read along.</param>
internal sealed class TakeOutput(TakeOptions options, IAnsiConsole console) : IAsyncDisposable
{
    private const int MostShown = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StreamWriter output = StandardOutput.Open();
    private bool hasFailed;
    private bool hasDefect;
    private bool isPartial;

    /// <summary>The exit code: what failed counts more than a defect, a defect more than a row that is not stored.</summary>
    public int ExitCode => hasFailed ? Local.ExitCode.Failed
        : hasDefect ? Local.ExitCode.Unreadable
        : isPartial ? Local.ExitCode.NotComputed
        : Local.ExitCode.Success;

    /// <summary>Says where files go.</summary>
    /// <param name="place">Where.</param>
    public void Begin(string place)
    {
        if (!options.IsJson) Say(place);
    }

    /// <summary>Says what became of a file.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="taken">What became of it.</param>
    public async Task TakenAsync(string path, TakenFile taken)
    {
        var report = taken.Report;
        hasDefect |= report.Defect is not null;
        isPartial |= report.Rejected > 0 || report.Waiting > 0;
        if (options.IsJson) await WriteAsync(Line(path, taken));
        else Show(path, taken);
    }

    /// <summary>Says that a file cannot be read.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="reason">The sentence that says why.</param>
    public async Task UnreadableAsync(string path, string reason)
    {
        hasDefect = true;
        if (options.IsJson) await WriteAsync(new(path, null, 0, 0, 0, 0, 0, 0, 0, [], reason));
        else await Console.Error.WriteLineAsync(reason);
    }

    /// <summary>Says that the storage or the host failed.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="reason">What happened.</param>
    public async Task FailedAsync(string path, string reason)
    {
        hasFailed = true;
        await Console.Error.WriteLineAsync($"{path}: {reason}");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => output.DisposeAsync();

    private static TakenLine Line(string path, TakenFile taken)
    {
        var report = taken.Report;
        return new(
            path,
            taken.File.IsKindUnknown ? null : taken.File.Kind.Word(),
            report.Rows,
            report.Stored,
            report.Unchanged,
            report.Amended,
            report.Waiting,
            report.Rejected,
            report.Shares,
            [.. Notices(report), .. taken.Waiting.Select(Text)],
            report.Defect);
    }

    private async Task WriteAsync(TakenLine line)
    {
        await output.WriteLineAsync(JsonSerializer.Serialize(line, Json));
        await output.FlushAsync();
    }

    private void Show(string path, TakenFile taken)
    {
        var report = taken.Report;
        var kind = taken.File.IsKindUnknown ? "of no known kind"
            : $"{taken.File.Kind.Word()}, {(options.Kind is null ? "by its header" : "as stated")}";
        Say($"{path}: {kind}");
        if (taken.WasTakenBefore) Say("  the same file was taken in before, and nothing is done; what became of it then:");
        Say($"  {Counts(report)}");
        if (taken.WasTakenBefore && !taken.File.IsKindUnknown && !taken.File.Kind.IsOfRows() && report.Stored > 0)
        {
            Say("  what other files have replaced of it since stays replaced; to put this file's figures in their place: " + (options.Replace
                ? "send them in a file that is another one, such as with those rows alone"
                : "--replace --reason \"...\""));
        }

        foreach (var notice in Notices(report)) Say($"  note: {notice}");
        if (report.Defect is { } defect) Say($"  defect: {defect}");
        var refused = taken.Rejects.Select(Text).Where(text => report.Defect?.StartsWith(text, StringComparison.Ordinal) != true).ToList();
        foreach (var text in refused.Take(MostShown)) Say($"  {text}");
        if (refused.Count > MostShown) Say("  and more");
        if (taken.File.Kind == FileKind.Events && taken.Rejects.Any(IsReplaceable))
            Say("  events are not replaced: take back first the one that is stored, by an event of its kind whose reverses names its id");
        else if (!options.Replace && report.Defect is null && taken.Rejects.Any(IsReplaceable))
            Say("  to put what the file says in the place of what is stored: --replace --reason \"...\"");
        if (report.Rejected > 0)
            Say(taken.RejectsAt is { } place ? $"  to be corrected and sent again: {place}" : "  to be corrected and sent again as CSV: the same command with --rejects PATH");
        foreach (var row in taken.Waiting.Take(MostShown)) Say($"  {Text(row)}");
        if (taken.Waiting.Count > MostShown) Say("  and more");
        if (report.Waiting > 0 && !options.IsDryRun)
            Say($"  rows that wait are judged again when what they lack comes in; to take one back: waiting withdraw {taken.File.Key} LINE --reason \"...\"");
    }

    // What is to be withdrawn and is not stored cannot be replaced.
    private static bool IsReplaceable(Reject reject) =>
        reject.Code == nameof(ReasonCode.ConflictingData) && reject.Field != "withdrawn_reason";

    // Between the lines the console shows what is under way, so it writes these too.
    private void Say(string line) => console.WriteLine(Shown(line));

    private string Counts(FileReport report)
    {
        var counts = new List<string>
        {
            Count(report.Rows, report.Rows == 1 ? "row" : "rows"),
            Count(report.Stored, options.IsDryRun ? "would be stored" : "stored"),
            Count(report.Unchanged, "unchanged"),
            Count(report.Amended, "amended"),
            Count(report.Waiting, "waiting"),
            Count(report.Rejected, "refused"),
        };
        if (report.Dropped > 0) counts.Add(Count(report.Dropped, "passed over"));
        if (report.Shares > 0)
            counts.Add($"{Count(report.Shares, report.Shares == 1 ? "share" : "shares")}{(report.Codes is { } codes ? $": {codes}" : "")}");
        return string.Join(", ", counts);
    }

    private static string Count(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}");

    private static string[] Notices(FileReport report) => report.Notices?.Split('\n') ?? [];

    private static string Text(Reject reject)
    {
        var place = reject.Cell is { } cell ? $"cell {cell}: "
            : reject.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {reject.Line}: ")
            : "";
        return $"{place}{reject.Code} {reject.Field}={reject.Value}: {reject.Reason}";
    }

    private static string Text(WaitingRow row) => string.Create(CultureInfo.InvariantCulture, $"line {row.Line} waits: {row.Reason}");

    // A file's text must not move the cursor of a terminal.
    private static string Shown(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)) : text;

    /// <summary>What is written of a file as JSON.</summary>
    private sealed record TakenLine(
        string File,
        string? Kind,
        int Rows,
        int Stored,
        int Unchanged,
        int Amended,
        int Waiting,
        int Rejected,
        int Shares,
        IReadOnlyList<string> Notices,
        string? Defect);
}
