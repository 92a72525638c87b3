using System.Globalization;
using System.Text.RegularExpressions;
using Pricing.Files.Characters;
using Pricing.Grants.Terms;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>
/// Groups of persons as a grant states them, <c>Directors 7 persons 95 rights; executive officers 10 persons 40 rights</c> or
/// <c>取締役７名９５個；執行役員１０名４０個</c>, and behind <c>| allotted:</c> those of the allotment. Groups may state persons alone.
/// Text without a figure is free.
/// </summary>
public sealed partial class AllotteeText
{
    private static readonly char[] AroundTitle = [' ', ':'];

    private const string WriteIt =
        "cannot be read as a group; write Directors 7 persons 95 rights or 取締役 7名 95個, with ; between groups and those of the allotment behind | allotted: ; text without figures is free";

    private AllotteeText()
    {
    }

    /// <summary>The groups of the plan; none where no rights are stated for them, or a group cannot be read.</summary>
    public IReadOnlyList<AllotteeGroup> Planned { get; private init; } = [];

    /// <summary>The groups of the allotment; none where no rights are stated for them, or a group cannot be read.</summary>
    public IReadOnlyList<AllotteeGroup> Allotted { get; private init; } = [];

    /// <summary>
    /// What cannot be read: one <see cref="ReasonCode.InvalidField"/> for each part, which it names from its first digit on. What
    /// stands before may be a person's name.
    /// </summary>
    public IReadOnlyList<Failure> Failures { get; private init; } = [];

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text; null for none. Letters and signs of full width count as plain ones.</param>
    public static AllotteeText Read(string? text)
    {
        var parts = Blanks().Replace(Width.Fold(text ?? ""), run => run.ValueSpan.Contains('\n') ? "\n" : " ").Split('|');
        var failures = new List<Failure>();
        var planned = Groups(parts[0], failures);
        var allotted = new List<AllotteeGroup>();
        foreach (var part in parts[1..])
        {
            if (Allotment().Match(part) is { Success: true } label && parts.Length == 2) allotted = Groups(part[label.Length..], failures);
            else if (part.Any(char.IsAsciiDigit)) failures.Add(Unread(part));
        }

        return new() { Planned = planned, Allotted = allotted, Failures = failures };
    }

    private static List<AllotteeGroup> Groups(string part, List<Failure> failures)
    {
        if (!part.Any(char.IsAsciiDigit)) return [];

        var (groups, withoutRights) = (new List<AllotteeGroup>(), new List<string>());
        for (var at = 0; at < part.Length;)
        {
            var match = Form().Match(part, at);
            if (!match.Success)
            {
                failures.Add(Unread(part[at..].TrimStart().Split(';', '\n')[0]));
                return [];
            }

            if (match.Groups["rights"].Success) groups.Add(new(match.Groups["title"].Value.Trim(AroundTitle), Number(match, "persons"), Number(match, "rights")));
            else withoutRights.Add(FromDigit(match.Value));
            at = match.Index + match.Length;
        }

        if (groups.Count == 0 || withoutRights.Count == 0) return groups;

        failures.AddRange(withoutRights.Select(group => new Failure(ReasonCode.InvalidField, "allottees", group, "states no rights, while other groups do; state them for all or for none")));
        return [];
    }

    private static Failure Unread(string part) => new(ReasonCode.InvalidField, "allottees", FromDigit(part), WriteIt);

    private static string FromDigit(string part) => part[Math.Max(0, part.AsSpan().IndexOfAnyInRange('0', '9'))..].Trim();

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\G\n?(?<title>[^0-9;\n]*)(\n[\s:]*)?(?<persons>[0-9]{1,9}|[0-9]{1,3}(,[0-9]{3}){1,2})\s*(persons?|people|名|人)"
        + @"(\s*[,、]?\s*\(?(?<rights>[0-9]{1,9}|[0-9]{1,3}(,[0-9]{3}){1,2})\s*(rights?|個)\)?)?\s*([;,、\n]\s*|\.?\s*\z)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Form();

    // A run of blanks is one blank, so that no pattern can try many ways to part it.
    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^\s*(allotted|割当)\s*:", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Allotment();
}
