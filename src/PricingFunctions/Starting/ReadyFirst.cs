using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace PricingFunctions.Starting;

/// <summary>
/// Lets a function wait until the storage is ready. Requests are answered early instead; an orchestrator may wait for nothing but
/// its own tasks, and its activities wait.
/// </summary>
/// <param name="readiness">What it waits for.</param>
internal sealed class ReadyFirst(Readiness readiness) : IFunctionsWorkerMiddleware
{
    private static readonly HashSet<string> WaitForNothing = new(StringComparer.OrdinalIgnoreCase) { "httpTrigger", "orchestrationTrigger" };

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);

        if (!context.FunctionDefinition.InputBindings.Values.Any(binding => WaitForNothing.Contains(binding.Type)))
            await readiness.WaitAsync(context.CancellationToken);
        await next(context);
    }
}
