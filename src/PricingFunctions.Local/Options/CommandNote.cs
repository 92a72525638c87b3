using System.CommandLine;
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
            // What is stored may be older than its log. What was broken off is noted too, so that nothing stops this.
            await services.GetRequiredService<PipelineStorage>().Logs.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
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
            await log.FlushAsync(CancellationToken.None);
        }
    }
}
