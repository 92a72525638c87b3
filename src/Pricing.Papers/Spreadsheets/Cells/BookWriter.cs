using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace Pricing.Papers.Spreadsheets.Cells;

/// <summary>Writes a workbook, sheet after sheet and row after row, and holds none of it.</summary>
internal sealed class BookWriter : IAsyncDisposable
{
    /// <summary>The most rows that a sheet of Excel has.</summary>
    public const int MostRows = 1_048_576;

    private const int Buffer = 65_536;

    private readonly Spreadsheet book;
    private readonly BookStyles styles;
    private readonly FileStream? made;
    private readonly Stream output;
    private readonly List<Sheet> sheets = [];
    private readonly Dictionary<double, RowOptions> heights = [];

    private BookWriter(Spreadsheet book, string money, FileStream? made, Stream output) =>
        (this.book, styles, this.made, this.output) = (book, new(book, money), made, output);

    /// <summary>Begins a workbook that is calculated when it is opened, and can be printed. It goes to the output when it is finished.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="moneyDecimals">How many decimals amounts are shown with.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task<BookWriter> StartAsync(Stream output, int moneyDecimals, CancellationToken cancellationToken)
    {
        var made = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            return new(
                await CreateAsync(made, cancellationToken), moneyDecimals == 0 ? "#,##0" : $"#,##0.{new string('0', moneyDecimals)}", made, output);
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins a workbook without a formula. It goes to the output as it is written.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task<BookWriter> StartTableAsync(Stream output, CancellationToken cancellationToken) =>
        new(await CreateAsync(output, cancellationToken), "#,##0", made: null, output);

    /// <summary>Writes a sheet.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async Task WriteAsync(Sheet sheet, CancellationToken cancellationToken)
    {
        await StartSheetAsync(sheet, cancellationToken);
        foreach (var row in sheet.Rows) await AddAsync(row, cancellationToken);
    }

    /// <summary>Begins a sheet whose rows follow one by one.</summary>
    /// <param name="sheet">Its name and columns; rows that it has are not written.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async Task StartSheetAsync(Sheet sheet, CancellationToken cancellationToken)
    {
        var options = new WorksheetOptions { FrozenRows = sheet.FrozenRows > 0 ? sheet.FrozenRows : null };
        foreach (var (index, width) in sheet.Widths.Index()) options.Column(index + 1).Width = width;
        sheets.Add(sheet);
        await book.StartWorksheetAsync(sheet.Name, options, cancellationToken);
    }

    /// <summary>Adds a row to the sheet that was begun last.</summary>
    /// <param name="row">Its cells.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async Task AddAsync(SheetCell[] row, CancellationToken cancellationToken)
    {
        var cells = Array.ConvertAll(row, Written);
        if (made is null) await book.AddRowAsync(cells, cancellationToken);
        else await book.AddRowAsync(cells, OfHeight(RowHeight.Of(row, sheets[^1].Widths)), cancellationToken);
    }

    /// <summary>Ends the workbook.</summary>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await book.FinishAsync(cancellationToken);
        if (made is null) return;

        made.Position = 0;
        await BookSettings.CopyAsync(made, sheets, output, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await book.DisposeAsync();
        if (made is not null) await made.DisposeAsync();
    }

    private RowOptions OfHeight(double height) =>
        heights.TryGetValue(height, out var known) ? known : heights[height] = new() { Height = height };

    private static ValueTask<Spreadsheet> CreateAsync(Stream target, CancellationToken cancellationToken) =>
        Spreadsheet.CreateNewAsync(target, new() { PreserveStringWhitespace = true }, cancellationToken);

    private Cell Written(SheetCell cell) => cell switch
    {
        { Formula: { } formula, Content: { } text } => new(new Formula(formula), text, styles.Of(cell)),
        { Formula: { } formula } => new(new Formula(formula), cell.Number, styles.Of(cell)),
        { Content: { } text } => new(text, styles.Of(cell)),
        { Number: { } number } => new(number, styles.Of(cell)),
        _ => default,
    };
}
