using Pricing;
using Pricing.Actions;
using Pricing.Calendars;
using Pricing.Files;
using Pricing.Files.CorporateActions;
using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Valuations;
using PricingFunctions.Local.Commands;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Rights;

/// <summary>The files of the commands <c>right</c>.</summary>
/// <param name="Grants">A file of grants.</param>
/// <param name="Grant">The id of the grant; null where the file has one alone.</param>
/// <param name="Events">A file of events; null for none.</param>
/// <param name="Holders">A file of holders; null for none.</param>
/// <param name="Actions">A file of corporate actions; null for none.</param>
/// <param name="GrantDateValue">The grant-date value of one right; null where it is not stated.</param>
internal sealed record CaseFiles(
    string Grants, string? Grant, string? Events, string? Holders, string? Actions, decimal? GrantDateValue)
{
    private const int MostNamed = 5;

    private static DateOnly Today => JapanTime.DateOf(TimeProvider.System.GetUtcNow());

    /// <summary>Reads them.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnreadableFileException">A file cannot be read, a row of the grant is wrong, or the grant is not there.</exception>
    public async Task<LifeCase> ReadAsync(CancellationToken cancellationToken)
    {
        var versions = await GrantAsync(cancellationToken);
        var (grant, terms) = (versions[^1], versions[^1].Terms);
        var events = await OwnRowsAsync(Events, FileKind.Events, terms, GrantEventReader.ReadSubmitted, item => (item.Issuer, item.GrantId), cancellationToken);
        var holders = await OwnRowsAsync(Holders, FileKind.Holders, terms, GrantHolder.ReadSubmitted, item => (item.Issuer, item.GrantId), cancellationToken);
        var holdings = await OnceAsync(Holders, holders, item => item.Holder);
        AgainstAllotted(holders, terms.AllottedRights);
        var life = new LifeCase
        {
            Terms = terms,
            Version = grant.Version,
            LifeTerms = StatedLife.Of(terms, [.. grant.Modifications.Select(change => (versions[change.Version - 2].Terms, change.Date))]),
            Events = await OnceAsync(Events, events, item => item),
            Facts = new()
            {
                Actions = await ActionsAsync(terms.SecurityCode, cancellationToken),
                Holdings = [.. holdings.Select(item => item.ToHolding())],
                GrantDateValue = GrantDateValue,
                FirstModified = grant.Modifications is [var first, ..] ? first.Date : null,
            },
        };
        if (Events is not null)
            await InputFile.SayAsync(Events, life.RefusedDecisions(DateOnly.MaxValue).Select(failure => $"a decision does not stand: {failure}"));
        return life;
    }

    /// <summary>The rows of the grant; a file without any is not the one that was meant.</summary>
    private static async Task<List<(int Line, T Item)>> OwnRowsAsync<T>(
        string? path,
        FileKind kind,
        GrantTerms terms,
        Func<FieldReader, Outcome<T>> read,
        Func<T, (string Issuer, string GrantId)> grantOf,
        CancellationToken cancellationToken)
    {
        var all = await RowsAsync<(int Line, T Item)>(
            path,
            kind,
            (fields, line) =>
            {
                var row = read(fields);
                return row.TryGet(out var item) ? (line, item) : row.Failures.ToList();
            },
            fields => IsOfAnother(fields, terms.Issuer, terms.GrantId),
            cancellationToken);
        var own = all.Where(row => grantOf(row.Item) == (terms.Issuer, terms.GrantId)).ToList();
        if (path is null || own.Count == all.Count) return own;

        var others = all.Select(row => grantOf(row.Item)).Distinct().Where(grant => grant != (terms.Issuer, terms.GrantId)).Select(grant => $"{grant.Issuer} {grant.GrantId}").ToList();
        var named = Named(others);
        if (own.Count == 0) throw new UnreadableFileException(path, $"holds no row of {terms.Issuer} {terms.GrantId}; its rows are of {named}");

        await InputFile.SayAsync(path, [$"rows of {named} are not used: {all.Count - own.Count} of {all.Count}"]);
        return own;
    }

    /// <summary>Each row once, as a file that is taken counts it: the same again changes nothing, other words for the same are refused.</summary>
    private static async Task<IReadOnlyList<T>> OnceAsync<T, TKey>(
        string? path, List<(int Line, T Item)> rows, Func<T, TKey> keyOf)
    {
        var first = new List<(int Line, T Item)>();
        var (notices, wrong) = (new List<string>(), new List<FileDefect>());
        foreach (var group in rows.GroupBy(row => keyOf(row.Item)))
        {
            var kept = group.First();
            first.Add(kept);
            foreach (var again in group.Skip(1))
            {
                if (Equals(again.Item, kept.Item)) notices.Add($"line {again.Line} says the same as line {kept.Line} and is counted once; where both are meant, give them references of their own");
                else wrong.Add(new(again.Line, null, GrantHolder.Twin(kept.Line)));
            }
        }

        if (wrong.Count > 0) throw InputFile.Unreadable(path!, wrong);
        if (path is not null) await InputFile.SayAsync(path, notices);
        return [.. first.Select(row => row.Item)];
    }

    /// <summary>Refuses holders who together have more rights than were allotted, as they are refused before they are stored.</summary>
    private void AgainstAllotted(List<(int Line, GrantHolder Item)> rows, int allotted)
    {
        var taken = 0L;
        var wrong = new List<FileDefect>();
        foreach (var (line, item) in rows.DistinctBy(row => row.Item.Holder))
        {
            if (item.Beyond(taken, allotted) is { } beyond) wrong.Add(new(line, null, beyond));
            else taken += item.Rights;
        }

        if (wrong.Count > 0) throw InputFile.Unreadable(Holders!, wrong);
    }

    /// <summary>The versions of the grant, each as it would stand once its row is stored: the first row states it, those that follow amend it.</summary>
    private async Task<List<StoredGrant>> GrantAsync(CancellationToken cancellationToken)
    {
        var reader = new GrantTermsReader(PriceCommand.Policies());
        var all = await RowsAsync(
            Grants,
            FileKind.Grants,
            (fields, line) => GrantSubmission.Read(fields, line, reader),
            fields => Grant is not null && IsOfAnother(fields, issuer: null, Grant),
            cancellationToken);
        var wanted = all.Where(item => Grant is null || item.Terms.GrantId == Grant).ToList();
        if (wanted.Count == 0) throw new UnreadableFileException(Grants, Grant is null ? "holds no grant" : $"holds no grant {Grant}");

        var names = wanted.Select(item => (item.Terms.Issuer, item.Terms.GrantId)).Distinct().ToList();
        if (names.Count > 1)
        {
            throw new UnreadableFileException(Grants, Grant is null
                ? $"holds several rows ({string.Join(", ", names.Select(name => name.GrantId))}); name one grant by --grant"
                : $"holds {Grant} of several issuers ({string.Join(", ", names.Select(name => name.Issuer))}); give a file of one of them");
        }

        var versions = new List<StoredGrant> { OnDemand.Grant(wanted[0].Terms) };
        foreach (var amendment in wanted.Skip(1))
        {
            var before = versions[^1];
            if (amendment.Amends != before.Version)
            {
                throw InputFile.Unreadable(Grants, [new(amendment.Line, null, new(
                    ReasonCode.DuplicateGrant, "amends", $"{amendment.Amends}", $"{amendment.Terms.GrantId} stands on line {wanted[0].Line} already; a row that follows amends the version before it, {before.Version}"))]);
            }

            if (amendment.AgainstModification(before) is { } against) throw InputFile.Unreadable(Grants, [new(amendment.Line, null, against)]);

            versions.Add(before with
            {
                Terms = amendment.Terms,
                Version = before.Version + 1,
                Modifications = amendment.ModificationDate is { } date ? [.. before.Modifications, new(before.Version + 1, date)] : before.Modifications,
            });
        }

        return versions;
    }

    private async Task<IReadOnlyList<CorporateAction>> ActionsAsync(string code, CancellationToken cancellationToken)
    {
        if (Actions is null) return [];

        await using var content = InputFile.Open(Actions);
        var request = new TableRequest { Today = Today, FileName = Path.GetFileNameWithoutExtension(Actions), NeedsNoShare = true };
        var file = await CorporateActionFile.ReadAsync(content, request, cancellationToken);
        if (!file.IsTaken) throw InputFile.Unreadable(Actions, file.Defects);

        await InputFile.SayAsync(Actions, file.Notices);
        var others = file.Rows.Select(row => row.Code).Where(other => other.Length > 0 && other != code).Distinct().ToList();
        if (others.Count > 0 && others.Count == file.Rows.Select(row => row.Code).Distinct().Count())
            throw new UnreadableFileException(Actions, $"holds no action of the share {SecurityCode.Shown(code)}; its rows are of {Named(others)}");
        if (others.Count > 0) await InputFile.SayAsync(Actions, [$"actions of other shares ({Named(others)}) are not used"]);

        var own = FileActions.Of(code, file.Rows.Where(row => row.Code.Length == 0 || row.Code == code));
        return own.Defects.Count == 0 ? own.Actions : throw InputFile.Unreadable(Actions, own.Defects);
    }

    private static string Named(List<string> others) =>
        string.Join(", ", CappedNotices.Of([.. others.Select(SecurityCode.Shown)], others.Count, MostNamed, "others", "other"));

    /// <summary>Whether a row states another grant than the one that is asked about.</summary>
    private static bool IsOfAnother(FieldReader fields, string? issuer, string grantId)
    {
        var (ofIssuer, ofGrant) = (fields.OptionalText("issuer"), fields.OptionalText("grant_id"));
        return ofIssuer is not null && ofGrant is not null && (ofGrant != grantId || (issuer is not null && ofIssuer != issuer));
    }

    /// <summary>The rows; one that cannot be read and is not needed is named and left out.</summary>
    private static async Task<List<T>> RowsAsync<T>(
        string? path,
        FileKind kind,
        Func<FieldReader, int, Outcome<T>> read,
        Func<FieldReader, bool> isNotNeeded,
        CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        if (path is null) return rows;

        await using var content = InputFile.Open(path);
        using var table = await TableReader.OpenAsync(content, new() { Today = Today, Kind = kind }, cancellationToken);
        if (table.Defects.Count > 0) throw InputFile.Unreadable(path, table.Defects);

        await InputFile.SayAsync(path, table.Notices);
        var wrong = new List<FileDefect>();
        var leftOut = new List<string>();
        while (await table.ReadAsync(cancellationToken))
        {
            var row = table.IsReadable ? read(table.Fields, table.Line) : table.Fields.Failures.ToList();
            List<FileDefect> defects = [.. row.Failures.Select(failure => new FileDefect(table.Line, null, failure))];
            if (row.TryGet(out var item)) rows.Add(item);
            else if (table.IsReadable && isNotNeeded(table.Fields)) leftOut.Add($"{defects[0]}; the row is of another grant and not used");
            else wrong.AddRange(defects);
        }

        await InputFile.SayAsync(path, CappedNotices.Of(leftOut, leftOut.Count, MostNamed, "rows of other grants that cannot be read", "row of another grant that cannot be read"));
        return table.Defects.Count + wrong.Count == 0 ? rows : throw InputFile.Unreadable(path, [.. table.Defects, .. wrong]);
    }
}
