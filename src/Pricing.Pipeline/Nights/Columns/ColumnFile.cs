using Parquet;
using Parquet.Schema;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>
/// The values of a run as a Parquet file, which every tool for tables opens: a column a property, so that only what is sorted
/// and shown is read.
/// </summary>
internal static class ColumnFile
{
    private const string Layout = "2";
    private const string LayoutBefore = "1";
    private const string LayoutKey = "pricing.layout";
    private const int RowsInGroup = 65_536;

    public static readonly DataField<string> Issuer = Text("issuer");
    public static readonly DataField<string> GrantId = Text("grantId");
    public static readonly DataField<DateOnly> MeasurementDate = new("measurementDate");
    public static readonly DataField<int> Version = new("version");
    public static readonly DataField<string> Kind = Text("kind");
    public static readonly DataField<string> Status = Text("status");
    public static readonly DataField<string> Currency = Text("currency");
    public static readonly DataField<string> Policy = Text("policy");
    public static readonly DataField<int> RightsOutstanding = new("rightsOutstanding");
    public static readonly DataField<string> ValuePerShare = Text("valuePerShare");
    public static readonly DataField<string> AmountPerRight = Text("amountPerRight");
    public static readonly DataField<string> Total = Text("total");
    public static readonly DataField<string> Failures = Text("failures");
    public static readonly DataField<bool> IsSynthetic = new("isSynthetic");

    private static readonly ParquetSchema Schema = new(
        Issuer, GrantId, MeasurementDate, Version, Kind, Status, Currency, Policy, RightsOutstanding, ValuePerShare, AmountPerRight, Total, Failures, IsSynthetic);

    private static readonly ParquetOptions Options = new() { CompressionMethod = CompressionMethod.Zstd };

    /// <summary>Writes rows.</summary>
    /// <param name="rows">The rows, in the order in which they stand in the file.</param>
    /// <param name="target">Where to: a stream that can seek.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>How many there were.</returns>
    public static async Task<int> WriteAsync(IAsyncEnumerable<ColumnRow> rows, Stream target, CancellationToken cancellationToken)
    {
        var count = 0;
        await using var file = await ParquetWriter.CreateAsync(Schema, target, Options, cancellationToken: cancellationToken);
        file.CustomMetadata = new Dictionary<string, string> { [LayoutKey] = Layout };
        await foreach (var group in rows.Chunk(RowsInGroup).WithCancellation(cancellationToken))
        {
            using var written = file.CreateRowGroup();
            await written.WriteAsync(Issuer, Of(group, row => row.Issuer));
            await written.WriteAsync(GrantId, Of(group, row => row.GrantId));
            await written.WriteAsync<DateOnly>(MeasurementDate, Of(group, row => row.MeasurementDate), cancellationToken: cancellationToken);
            await written.WriteAsync<int>(Version, Of(group, row => row.Version), cancellationToken: cancellationToken);
            await written.WriteAsync(Kind, Of(group, row => row.Kind.ToString()));
            await written.WriteAsync(Status, Of(group, row => row.Status.ToString()));
            await written.WriteAsync(Currency, Of(group, row => row.Currency));
            await written.WriteAsync(Policy, Of(group, row => row.Policy));
            await written.WriteAsync<int>(RightsOutstanding, Of(group, row => row.RightsOutstanding), cancellationToken: cancellationToken);
            await written.WriteAsync(ValuePerShare, Of(group, row => row.ValuePerShare));
            await written.WriteAsync(AmountPerRight, Of(group, row => row.AmountPerRight));
            await written.WriteAsync(Total, Of(group, row => row.Total));
            await written.WriteAsync(Failures, Of(group, row => row.Failures));
            await written.WriteAsync<bool>(IsSynthetic, Of(group, row => row.IsSynthetic), cancellationToken: cancellationToken);
            written.CompleteValidate();
            count += group.Length;
        }

        return count;
    }

    /// <summary>Opens a file.</summary>
    /// <param name="content">The file: a stream that can seek.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="EarlierTableException">It is of the layout before, which does not say what is made up.</exception>
    /// <exception cref="DamagedContentException">It is of another layout.</exception>
    public static async Task<ParquetReader> OpenAsync(Stream content, CancellationToken cancellationToken)
    {
        var file = await ParquetReader.CreateAsync(content, Options, leaveStreamOpen: false, cancellationToken);
        if (file.CustomMetadata.GetValueOrDefault(LayoutKey) is var layout && layout == Layout) return file;

        await file.DisposeAsync();
        if (layout == LayoutBefore) throw new EarlierTableException();
        throw new DamagedContentException("The table of a run", $"has the layout '{layout}', of which this version knows nothing");
    }

    /// <summary>Reads the rows of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<ColumnRow[]> RowsAsync(ParquetRowGroupReader group, CancellationToken cancellationToken)
    {
        var issuer = await TextsAsync(group, Issuer, cancellationToken);
        var grantId = await TextsAsync(group, GrantId, cancellationToken);
        var date = await NumbersAsync(group, MeasurementDate, cancellationToken);
        var version = await NumbersAsync(group, Version, cancellationToken);
        var kind = await TextsAsync(group, Kind, cancellationToken);
        var status = await TextsAsync(group, Status, cancellationToken);
        var currency = await TextsAsync(group, Currency, cancellationToken);
        var policy = await TextsAsync(group, Policy, cancellationToken);
        var outstanding = await NumbersAsync(group, RightsOutstanding, cancellationToken);
        var perShare = await TextsAsync(group, ValuePerShare, cancellationToken);
        var perRight = await TextsAsync(group, AmountPerRight, cancellationToken);
        var total = await TextsAsync(group, Total, cancellationToken);
        var failures = await TextsAsync(group, Failures, cancellationToken);
        var synthetic = await NumbersAsync(group, IsSynthetic, cancellationToken);
        return
        [
            .. Enumerable.Range(0, issuer.Length).Select(row => new ColumnRow
            {
                Issuer = issuer[row],
                GrantId = grantId[row],
                MeasurementDate = date[row],
                Version = version[row],
                Kind = Enum.Parse<MeasurementKind>(kind[row]),
                Status = Enum.Parse<ValueStatus>(status[row]),
                Currency = currency[row],
                Policy = policy[row],
                RightsOutstanding = outstanding[row],
                ValuePerShare = perShare[row],
                AmountPerRight = perRight[row],
                Total = total[row],
                Failures = failures[row],
                IsSynthetic = synthetic[row],
            }),
        ];
    }

    /// <summary>Reads the rows that belong to a business date; of the groups without any only the dates are read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="date">The business date.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<IReadOnlyList<ColumnRow>> RowsOfAsync(ParquetReader file, DateOnly date, CancellationToken cancellationToken)
    {
        var rows = new List<ColumnRow>();
        for (var index = 0; index < file.RowGroupCount; index++)
        {
            using var group = file.OpenRowGroupReader(index);
            var measured = await NumbersAsync(group, MeasurementDate, cancellationToken);
            if (!Array.Exists(measured, one => MeasurementSchedule.IsOfNight(one, date))) continue;

            rows.AddRange((await RowsAsync(group, cancellationToken)).Where(row => MeasurementSchedule.IsOfNight(row.MeasurementDate, date)));
        }

        return rows;
    }

    public static async Task<string[]> TextsAsync(ParquetRowGroupReader group, DataField<string> column, CancellationToken cancellationToken)
    {
        var texts = new string?[group.RowCount];
        await group.ReadAsync(column, texts.AsMemory(), cancellationToken: cancellationToken);
        return Array.ConvertAll(texts, text => text ?? "");
    }

    public static async Task<T[]> NumbersAsync<T>(ParquetRowGroupReader group, DataField<T> column, CancellationToken cancellationToken)
        where T : struct
    {
        var numbers = new T[group.RowCount];
        await group.ReadAsync<T>(column, numbers.AsMemory(), cancellationToken: cancellationToken);
        return numbers;
    }

    private static DataField<string> Text(string name) => new(name, nullable: false);

    private static T[] Of<T>(ColumnRow[] group, Converter<ColumnRow, T> column) => Array.ConvertAll(group, column);
}
