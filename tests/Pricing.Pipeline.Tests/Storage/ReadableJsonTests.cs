using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Tests.Storage;

public sealed class ReadableJsonTests
{
    [Fact]
    public void Types_RequiredProperty_IsNeverNull()
    {
        // What is null is left out of the text, and a text without a required property cannot be read.
        var types = typeof(ReadableJson).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)))
            .SelectMany(context => context.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)
            .ToList();
        var nullability = new NullabilityInfoContext();

        var wrong = types.SelectMany(type => type.GetProperties())
            .Where(property => property.IsDefined(typeof(RequiredMemberAttribute)))
            .Where(property => nullability.Create(property).ReadState == NullabilityState.Nullable)
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");

        Assert.NotEmpty(types);
        Assert.Empty(wrong);
    }
}
