using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Nights.Steps;
using PricingFunctions.Durable;

namespace PricingFunctions.Tests.Durable;

/// <summary>The app's orchestrators and activities, found by their attributes as Functions finds them.</summary>
internal static class AppFunctions
{
    private const BindingFlags Own = BindingFlags.Static | BindingFlags.NonPublic;

    public static void AddTo(DurableTaskRegistry registry, IServiceProvider services)
    {
        foreach (var (name, method) in Functions(typeof(Orchestrators)))
        {
            Call(nameof(AddOrchestrator), InputOf(name), method.ReturnType.GenericTypeArguments[0], registry, name, method);
        }

        var activities = ActivatorUtilities.CreateInstance<Activities>(services);
        foreach (var (name, method) in Functions(typeof(Activities)))
        {
            var input = method.GetParameters()[0].ParameterType;
            Call(nameof(AddActivity), input, method.ReturnType.GenericTypeArguments[0], registry, name, method, activities);
        }
    }

    private static IEnumerable<(string Name, MethodInfo Method)> Functions(Type type) =>
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select (function.Name, method);

    /// <summary>An orchestrator reads its input from its context; its type is that of the pipeline's orchestration.</summary>
    private static Type InputOf(string name) => typeof(NightlyValuation).GetProperties()
        .Select(property => property.GetValue(null)!)
        .First(call => (string)call.GetType().GetProperty("Name")!.GetValue(call)! == name)
        .GetType().GenericTypeArguments[0];

    private static void Call(string method, Type input, Type output, params object[] arguments) =>
        typeof(AppFunctions).GetMethod(method, Own)!.MakeGenericMethod(input, output).Invoke(null, arguments);

    private static void AddOrchestrator<TInput, TOutput>(DurableTaskRegistry registry, string name, MethodInfo method)
    {
        var function = method.CreateDelegate<Func<TaskOrchestrationContext, Task<TOutput>>>();
        registry.AddOrchestrator(name, () => new Orchestrator<TInput, TOutput>(function));
    }

    private static void AddActivity<TInput, TOutput>(
        DurableTaskRegistry registry, string name, MethodInfo method, Activities activities)
    {
        var function = method.CreateDelegate<Func<TInput, CancellationToken, Task<TOutput>>>(activities);
        registry.AddActivityFunc<TInput, TOutput>(name, (_, input) => function(input, CancellationToken.None));
    }

    private sealed class Orchestrator<TInput, TOutput>(Func<TaskOrchestrationContext, Task<TOutput>> function)
        : TaskOrchestrator<TInput, TOutput>
    {
        public override Task<TOutput> RunAsync(TaskOrchestrationContext context, TInput input) => function(context);
    }
}
