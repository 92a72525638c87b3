using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Ledger;

namespace Pricing.Api.Dates;

/// <summary>
/// Opens the table of the last date that is done when the host starts, so that whoever looks at it first does not wait for what is
/// done once. It holds up no start.
/// </summary>
/// <param name="ledger">Says which date that is.</param>
/// <param name="dates">Finds the tables of the date.</param>
/// <param name="tables">Keeps it open.</param>
/// <param name="logger">Says what failed.</param>
public sealed partial class TableAtStart(NightLedger ledger, DateTables dates, OpenTables tables, ILogger<TableAtStart> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if ((await ledger.WatermarkAsync(stoppingToken)).DoneThrough is not { } date) return;

            var shown = await dates.OfAsync(date, stoppingToken);
            if (!shown.IsEmpty) await tables.UseAsync(shown, table => LookAsync(table, stoppingToken), stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // Whoever asks for it is told.
            LogFailed(failure);
        }
    }

    private static async Task<int> LookAsync(ColumnTable table, CancellationToken cancellationToken)
    {
        await table.SummaryAsync(issuers: null, cancellationToken);
        return (await table.PageAsync(new(), cancellationToken)).Matching;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The table of the last date could not be opened at the start")]
    private partial void LogFailed(Exception failure);
}
