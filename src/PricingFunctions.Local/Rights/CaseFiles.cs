using Pricing;
using Pricing.Actions;
using Pricing.Files;
using Pricing.Files.CorporateActions;
using Pricing.Files.Schemas;
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
    /// <summary>Reads them.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnreadableFileException">A file cannot be read, a row of the grant is wrong, or the grant is not there.</exception>
    public async Task<LifeCase> ReadAsync(CancellationToken cancellationToken)
    {
        var versions = await GrantAsync(cancellationToken);
        var (grant, terms) = (versions[^1], versions[^1].Terms);
        var events = await CaseRows.OwnAsync(Events, FileKind.Events, terms, GrantEventReader.ReadSubmitted, item => (item.Issuer, item.GrantId), cancellationToken);
        var holders = await CaseRows.OwnAsync(Holders, FileKind.Holders, terms, GrantHolder.ReadSubmitted, item => (item.Issuer, item.GrantId), cancellationToken);
        var holdings = await CaseRows.OnceAsync(Holders, holders, item => item.Holder);
        AgainstAllotted(holdings, terms.AllottedRights);
        var life = new LifeCase
        {
            Terms = terms,
            Version = grant.Version,
            LifeTerms = StatedLife.Of(terms, [.. grant.Modifications.Select(change => (versions[change.Version - 2].Terms, change.Date))]),
            Events = [.. (await CaseRows.OnceAsync(Events, events, item => item)).Select(row => row.Item)],
            Facts = new()
            {
                Actions = await ActionsAsync(terms.SecurityCode, cancellationToken),
                Holdings = [.. holdings.Select(row => row.Item.ToHolding())],
                GrantDateValue = GrantDateValue,
                FirstModified = grant.Modifications is [var first, ..] ? first.Date : null,
            },
        };
        if (Events is not null)
            await InputFile.SayAsync(Events, life.RefusedDecisions(DateOnly.MaxValue).Select(failure => $"a decision does not stand: {failure}"));
        return life;
    }

    /// <summary>Refuses holders who together have more rights than were allotted, as they are refused before they are stored.</summary>
    private void AgainstAllotted(List<(int Line, GrantHolder Item)> holders, int allotted)
    {
        var taken = 0L;
        var wrong = new List<FileDefect>();
        foreach (var (line, item) in holders)
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
        var all = await CaseRows.ReadAsync(
            Grants,
            FileKind.Grants,
            (fields, line) => GrantSubmission.Read(fields, line, reader),
            fields => Grant is not null && CaseRows.IsOfAnother(fields, issuer: null, Grant),
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
        var request = new TableRequest { Today = CaseRows.Today, FileName = Path.GetFileNameWithoutExtension(Actions), NeedsNoShare = true };
        var file = await CorporateActionFile.ReadAsync(content, request, cancellationToken);
        if (!file.IsTaken) throw InputFile.Unreadable(Actions, file.Defects);

        await InputFile.SayAsync(Actions, file.Notices);
        var others = file.Rows.Select(row => row.Code).Where(other => other.Length > 0 && other != code).Distinct().ToList();
        if (others.Count > 0 && others.Count == file.Rows.Select(row => row.Code).Distinct().Count())
            throw new UnreadableFileException(Actions, $"holds no action of the share {SecurityCode.Shown(code)}; its rows are of {CaseRows.Named(others)}");
        if (others.Count > 0) await InputFile.SayAsync(Actions, [$"actions of other shares ({CaseRows.Named(others)}) are not used"]);

        var own = FileActions.Of(code, file.Rows.Where(row => row.Code.Length == 0 || row.Code == code));
        return own.Defects.Count == 0 ? own.Actions : throw InputFile.Unreadable(Actions, own.Defects);
    }
}
