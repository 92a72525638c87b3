using System.CommandLine;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.Options;

/// <summary>Notes in the access log of the storage what a command reads of it without a host.</summary>
/// <param name="kind">As what.</param>
/// <param name="parsed">The command line.</param>
internal sealed class CommandNote(AccessKind kind, ParseResult parsed)
{
    private const int Forbidden = 403;

    /// <summary>Reads, and notes it with the exit code, also where it fails.</summary>
    /// <param name="services">The pipeline.</param>
    /// <param name="read">Reads.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ReadAsync(IServiceProvider services, Func<IServiceProvider, Task<int>> read)
    {
        int? code = null;
        try
        {
            code = await read(services);
            return code.Value;
        }
        finally
        {
            try
            {
                // What was broken off is noted too, so that nothing stops this.
                await NoteAsync(services, code, CancellationToken.None);
            }
            catch (RequestFailedException refused) when (refused.Status == Forbidden)
            {
                // An auditor who may only read is no less an auditor: his reads stand in the logs of the storage service.
                await Console.Error.WriteLineAsync("You may only read this storage: nothing of this stands in its access log.");
            }
        }
    }

    private async Task NoteAsync(IServiceProvider services, int? code, CancellationToken cancellationToken)
    {
        // What is stored may be older than its log.
        await services.GetRequiredService<PipelineStorage>().Logs.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var log = services.GetRequiredService<AccessLog>();
        log.Note(new()
        {
            At = services.GetRequiredService<TimeProvider>().GetUtcNow(),
            Kind = kind,
            Name = Environment.UserName,
            Identity = Person.Local,
            Method = AccessEntry.Command,
            Path = string.Join(' ', parsed.Tokens.Select(token => token.Value)),
            Status = code ?? ExitCode.Failed,
            IsBrokenOff = code is null,
        });
        await log.FlushAsync(cancellationToken);
    }
}
