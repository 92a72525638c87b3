using Pricing;
using Pricing.Actions;
using Pricing.Calendars;
using Pricing.Files;
using Pricing.Files.CorporateActions;
using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
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
    private static DateOnly Today => JapanTime.DateOf(TimeProvider.System.GetUtcNow());

    /// <summary>Reads them.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnreadableFileException">A file cannot be read, a row of the grant is wrong, or the grant is not there.</exception>
    public async Task<LifeCase> ReadAsync(CancellationToken cancellationToken)
    {
        var terms = await GrantAsync(cancellationToken);
        var events = await RowsAsync(Events, FileKind.Events, (fields, _) => GrantEventReader.ReadSubmitted(fields), cancellationToken);
        var holders = await RowsAsync(Holders, FileKind.Holders, (fields, _) => GrantHolder.ReadSubmitted(fields), cancellationToken);
        return new()
        {
            Terms = terms,
            Events = [.. events.Where(item => item.Issuer == terms.Issuer && item.GrantId == terms.GrantId).DistinctBy(item => item.Id)],
            Facts = new()
            {
                Actions = await ActionsAsync(terms.SecurityCode, cancellationToken),
                Holdings =
                [
                    .. holders
                        .Where(item => item.Issuer == terms.Issuer && item.GrantId == terms.GrantId)
                        .DistinctBy(item => item.Holder)
                        .Select(item => item.ToHolding()),
                ],
                GrantDateValue = GrantDateValue,
            },
        };
    }

    private async Task<GrantTerms> GrantAsync(CancellationToken cancellationToken)
    {
        var reader = new GrantTermsReader(PriceCommand.Policies());
        var all = await RowsAsync(Grants, FileKind.Grants, (fields, line) => GrantSubmission.Read(fields, line, reader), cancellationToken);
        var wanted = all.Where(item => Grant is null || item.Terms.GrantId == Grant).Select(item => item.Terms).ToList();
        return wanted switch
        {
            [var one] => one,
            [] => throw new UnreadableFileException(Grants, Grant is null ? "holds no grant" : $"holds no grant {Grant}"),
            _ => throw new UnreadableFileException(
                Grants, $"holds several rows ({string.Join(", ", wanted.Select(terms => terms.GrantId).Distinct())}); name one grant by --grant"),
        };
    }

    private async Task<IReadOnlyList<CorporateAction>> ActionsAsync(string code, CancellationToken cancellationToken)
    {
        if (Actions is null) return [];

        await using var content = InputFile.Open(Actions);
        var request = new TableRequest { Today = Today, FileName = Path.GetFileNameWithoutExtension(Actions), NeedsNoShare = true };
        var file = await CorporateActionFile.ReadAsync(content, request, cancellationToken);
        if (!file.IsTaken) throw InputFile.Unreadable(Actions, file.Defects);

        await InputFile.SayAsync(Actions, file.Notices);
        // An action may be shown by two documents.
        return
        [
            .. file.Rows
                .Where(row => row.WithdrawnReason is null && (row.Code.Length == 0 || row.Code == code))
                .Select(row => row.ToAction()!)
                .DistinctBy(action => (action.Kind, action.ExDate)),
        ];
    }

    private static async Task<List<T>> RowsAsync<T>(
        string? path, FileKind kind, Func<FieldReader, int, Outcome<T>> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        if (path is null) return rows;

        await using var content = InputFile.Open(path);
        using var table = await TableReader.OpenAsync(content, new() { Today = Today, Kind = kind }, cancellationToken);
        if (table.Defects.Count > 0) throw InputFile.Unreadable(path, table.Defects);

        await InputFile.SayAsync(path, table.Notices);
        var wrong = new List<FileDefect>();
        while (await table.ReadAsync(cancellationToken))
        {
            var row = table.IsReadable ? read(table.Fields, table.Line) : table.Fields.Failures.ToList();
            if (row.TryGet(out var item)) rows.Add(item);
            else wrong.AddRange(row.Failures.Select(failure => new FileDefect(table.Line, null, failure)));
        }

        return table.Defects.Count + wrong.Count == 0 ? rows : throw InputFile.Unreadable(path, [.. table.Defects, .. wrong]);
    }
}
